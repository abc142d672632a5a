/** Elements made from text; never from markup. */
export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

export function button(className, label, pressed) {
  const made = element("button", className, label);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

/** The nodes of a sentence with names in it: parts are strings or `{said}`. */
export function phrase(parts) {
  return parts.map((part) => (typeof part === "string" ? part : element("bdi", "", part.said)));
}
