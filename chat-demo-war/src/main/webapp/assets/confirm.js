const dialog = document.getElementById("confirm");
const form = dialog.querySelector("form");
const { reason, yes } = form.elements;

/**
 * Asks before something that cannot be undone. Resolves to `{reason}`, or to null if people thought better of it.
 *
 * With `why` it can be said why.
 */
export function ask({ title, text, action, why = false }) {
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector(".lead").textContent = text;
  dialog.querySelector(".field").hidden = !why;
  reason.value = "";
  yes.textContent = action;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => resolve(dialog.returnValue === "yes" ? { reason: reason.value.trim() || undefined } : null),
      { once: true },
    );
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  dialog.close("yes");
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close(""));
