const REDRAW_MS = 50;

/** The list of who is here. Redrawn now and then, however many come and go. */
export class People {
  #list;
  #title;
  #due = false;

  constructor(list, title) {
    this.#list = list;
    this.#title = title;
  }

  /** `room` is read when the list is drawn. */
  show(room) {
    if (this.#due) {
      return;
    }
    this.#due = true;
    setTimeout(() => {
      this.#due = false;
      this.#title.textContent = `Here now (${room.info.count})`;
      this.#list.replaceChildren(...room.members.map((member) => item(member, room.me.member)));
    }, REDRAW_MS);
  }
}

function item({ member, name, role, status }, me) {
  const row = document.createElement("li");
  const called = document.createElement("bdi");
  called.textContent = name;
  row.append(called);
  row.classList.toggle("away", status === "away");
  const notes = [member === me && "you", (role === "owner" || role === "moderator") && role, status === "away" && "away"];
  const note = notes.filter(Boolean).join(", ");
  if (note) {
    const small = document.createElement("small");
    small.textContent = `(${note})`;
    row.append(" ", small);
  }
  return row;
}
