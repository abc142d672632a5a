/** Makes a button copy the link of the room and say so. Its text stands in a live element, to be read out too. */
export function offerCopy(button) {
  const text = button.firstElementChild;
  const label = text.textContent;
  let timer = null;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(location.origin + location.pathname);
    text.textContent = done ? "Copied" : "Copy it from the address bar";
    clearTimeout(timer);
    timer = setTimeout(() => {
      text.textContent = label;
    }, 2_500);
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyOldWay(text); // no clipboard over plain HTTP, or forbidden
  }
}

function copyOldWay(text) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}
