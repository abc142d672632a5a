/** A button that copies the link of the room, and says so. */
export function offerCopy(button, announce) {
  const label = button.textContent;
  let timer = null;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(location.origin + location.pathname);
    button.textContent = done ? "Copied" : "Copy it from the address bar";
    announce(done ? "Link copied" : button.textContent);
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = label;
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
