const REDRAW_MS = 50;

/** The list of who is here. Drawn at once, but not again all the time when many come and go. */
export class People {
  #list;
  #title;
  #resting = false;
  #changed = false;

  constructor(list, title) {
    this.#list = list;
    this.#title = title;
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
    this.#title.textContent = `Here now (${room.info.count})`;
    this.#list.replaceChildren(...room.members.map((member) => item(member, room.me.member)));
  }
}

function item({ member, name, role, status }, me) {
  const row = document.createElement("li");
  const called = document.createElement("bdi");
  called.textContent = name;
  row.append(called);
  row.classList.toggle("away", status === "away");
  const notes = [
    member === me && "you",
    (role === "owner" || role === "moderator") && role,
    status === "away" && "away",
  ];
  const note = notes.filter(Boolean).join(", ");
  if (note) {
    const small = document.createElement("small");
    small.textContent = `(${note})`;
    row.append(" ", small);
  }
  return row;
}
