import { button } from "./dom.js";
import * as words from "./words.js";

const REDRAW_MS = 50;

/** The list of who is here. Drawn at once, but not again all the time when many come and go. */
export class People {
  #list;
  #title;
  #open;
  #resting = false;
  #changed = false;

  /** `open(member)` shows what can be done about somebody, or is null where nothing can. */
  constructor(list, title, open) {
    this.#list = list;
    this.#title = title;
    this.#open = open;
  }

  show(room) {
    if (this.#resting) {
      this.#changed = true;
      return;
    }
    this.#draw(room);
    this.#resting = true;
    setTimeout(() => {
      this.#resting = false;
      if (this.#changed) {
        this.#changed = false;
        this.show(room);
      }
    }, REDRAW_MS);
  }

  #draw(room) {
    this.#title.textContent = words.hereNow(room.info.count);
    const focused = document.activeElement?.closest?.("#people li")?.dataset.member;
    this.#list.replaceChildren(...room.members.map((member) => this.#item(member, room.me.member)));
    [...this.#list.children].find(({ dataset }) => focused && dataset.member === focused)?.firstElementChild.focus();
  }

  #item(member, me) {
    const open = this.#open(member);
    const row = document.createElement("li");
    row.dataset.member = member.member;
    row.classList.toggle("away", member.status === "away");
    row.classList.toggle("idle", member.status === "idle");
    const box = open ? button("person", "", open) : row;
    const called = document.createElement("bdi");
    called.textContent = member.name;
    box.append(called);
    const note = words.notes(member, member.member === me);
    if (note) {
      const small = document.createElement("small");
      small.textContent = `(${note})`;
      box.append(" ", small);
    }
    if (open) {
      box.ariaHasPopup = "dialog";
      row.append(box);
    }
    return row;
  }
}
