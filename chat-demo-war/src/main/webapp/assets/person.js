import { ask } from "./confirm.js";
import { button } from "./dom.js";
import * as words from "./words.js";

const dialog = document.getElementById("person");
const rename = dialog.querySelector("form");
const list = dialog.querySelector(".actions");

let submit = () => {};
rename.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());

/** What one may do about a member, as `{label, run, danger}`: `room` is asked, `attempt(promise)` tells how that went. */
export function actionsOn({ member, name, role }, room, attempt) {
  const mine = room.me.role;
  const owner = mine === "owner";
  const moderates = owner || (mine === "moderator" && role !== "moderator");
  if (member === room.me.member || role === "owner" || !moderates) {
    return [];
  }
  const asking = (kind, run, why = true) => ({
    label: words.action[kind],
    danger: why,
    run: async () => {
      const answer = await ask({ ...words.sure(kind, name), why });
      if (answer) {
        await attempt(run(answer));
      }
    },
  });
  const actions = [
    role === "muted"
      ? { label: words.action.unmute, run: () => attempt(room.mute(member, { forMs: 0 })) }
      : asking("mute", (why) => room.mute(member, why)),
    asking("kick", (why) => room.kick(member, why)),
    asking("ban", (why) => room.ban(member, why)),
  ];
  if (owner && role !== "muted") {
    actions.unshift(
      role === "moderator"
        ? { label: words.action.member, run: () => attempt(room.setRole(member, "member")) }
        : { label: words.action.moderator, run: () => attempt(room.setRole(member, "moderator")) },
      asking("owner", () => room.setRole(member, "owner"), false),
    );
  }
  return actions;
}

/** Shows what one may do about somebody else. */
export function openPerson({ name }, actions) {
  head(name);
  rename.hidden = true;
  list.replaceChildren(
    ...actions.map(({ label, run, danger }) =>
      button(danger ? "secondary danger" : "secondary", label, () => {
        dialog.close();
        run();
      }),
    ),
  );
  dialog.showModal();
}

/** Lets people change their own name; the dialog stays until that has worked. */
export function openSelf(room) {
  const { name } = rename.elements;
  const error = rename.querySelector(".error");
  const say = (text) => {
    error.textContent = text;
    error.hidden = text === "";
    name.setAttribute("aria-invalid", String(text !== ""));
  };
  head(words.yourName);
  rename.hidden = false;
  list.replaceChildren();
  name.value = room.me.name;
  say("");
  submit = async () => {
    try {
      await room.rename(name.value);
      dialog.close();
    } catch ({ code }) {
      say(words.refused(code));
      name.focus();
    }
  };
  dialog.showModal();
  name.select();
}

function head(text) {
  dialog.querySelector("h2 bdi").textContent = text;
}
