import { ask } from "./confirm.js";
import * as words from "./words.js";

const dialog = document.getElementById("settings");
const form = dialog.querySelector("form");
const { title, locked, slow, passphrase, open, close } = form.elements;
const error = form.querySelector(".error");

let submit = () => {};
let closeRoom = () => {};
form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
close.addEventListener("click", () => closeRoom());
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());

/** Shows the settings of a room and changes those that people change; `attempt(promise)` tells how closing it went. */
export function openSettings(room, attempt) {
  const { info } = room;
  title.value = info.title ?? "";
  locked.checked = info.locked;
  slow.value = [...slow.options].some(({ value }) => value === String(info.slowModeMs)) ? info.slowModeMs : "";
  passphrase.value = "";
  open.checked = false;
  open.closest("p").hidden = !info.passphrase;
  passphrase.placeholder = info.passphrase ? words.passphraseStays : words.passphraseNone;
  close.hidden = room.me.role !== "owner";
  say("");
  submit = () => save(room);
  closeRoom = async () => {
    dialog.close();
    const answer = await ask({ ...words.sure("close"), why: true });
    if (answer) {
      await attempt(room.close(answer.reason));
    }
  };
  dialog.showModal();
}

async function save(room) {
  const { info } = room;
  const changes = {};
  if (title.value !== (info.title ?? "")) {
    changes.title = title.value;
  }
  if (locked.checked !== info.locked) {
    changes.locked = locked.checked;
  }
  if (slow.value !== "" && Number(slow.value) !== info.slowModeMs) {
    changes.slowModeMs = Number(slow.value);
  }
  if (open.checked) {
    changes.passphrase = null;
  } else if (passphrase.value !== "") {
    changes.passphrase = passphrase.value;
  }
  try {
    if (Object.keys(changes).length > 0) {
      await room.update(changes);
    }
    dialog.close();
  } catch ({ code }) {
    say(words.refused(code));
  }
}

function say(text) {
  error.textContent = text;
  error.hidden = text === "";
}
