import * as words from "./words.js";

const WARN_BELOW = 200;
const SECOND_MS = 1_000;

/** The field for a message: Enter sends, Shift+Enter starts a line, and input methods keep their Enter. */
export class Composer {
  #form;
  #field;
  #button;
  #count;
  #about;
  #note;
  #limit = Infinity;
  #mode = null;
  #draft = "";
  #blocked = null;
  #coolUntil = 0;
  #coolTimer = null;

  /**
   * `send(text, mode)` and `typing(on)` are called as people write; `editLast()` when they go up from an empty field. A mode
   * is `{kind: "reply" | "edit", message}`, or null.
   */
  constructor(form, { send, typing, editLast }) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    this.#button = form.querySelector("#send");
    this.#count = form.querySelector(".count");
    this.#about = form.querySelector(".about");
    this.#note = form.querySelector(".note");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(send);
    });
    this.#field.addEventListener("keydown", (event) => {
      // While an input method composes, Enter picks a candidate. Some browsers only tell by the old key code.
      const composing = event.isComposing || event.keyCode === 229;
      const modified = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
      if (composing || modified) {
        return;
      }
      if (event.key === "Enter") {
        event.preventDefault();
        this.#submit(send);
      } else if (event.key === "ArrowUp" && this.text === "") {
        event.preventDefault();
        editLast();
      }
    });
    form.addEventListener("keydown", ({ key }) => key === "Escape" && this.cancel());
    this.#about.querySelector("button").addEventListener("click", () => this.cancel());
    this.#field.addEventListener("input", () => {
      this.#show();
      typing(this.text.trim() !== "" && this.#mode?.kind !== "edit");
    });
    this.#field.addEventListener("blur", () => typing(false));
  }

  get text() {
    return this.#field.value;
  }

  set text(text) {
    this.#field.value = text;
    this.#show();
  }

  /** What would be sent, without what is being edited. */
  get draft() {
    return this.#mode?.kind === "edit" ? this.#draft : this.text;
  }

  /** How many code points a message may have. */
  set limit(limit) {
    this.#limit = limit;
    this.#show();
  }

  /** Lets people write. Stays so in a break: messages wait for the connection. */
  enable() {
    this.block(null);
  }

  /** Keeps people from writing and says why; null lets them. */
  block(why) {
    const was = this.#field.disabled;
    this.#blocked = why;
    this.#field.disabled = why !== null;
    this.#show();
    if (was && !why && (document.activeElement === document.body || this.#form.contains(document.activeElement))) {
      this.focus();
    }
  }

  /** Holds the next message back for a while. */
  coolDown(ms) {
    this.#coolUntil = performance.now() + ms;
    this.#show();
  }

  reply(message) {
    this.cancel();
    this.#enter({ kind: "reply", message }, words.replyingTo(message.name), message.text);
  }

  edit(message) {
    this.cancel();
    this.#draft = this.text;
    this.text = message.text;
    this.#enter({ kind: "edit", message }, words.editing, "");
  }

  /** Goes back to an ordinary message. */
  cancel() {
    if (this.#mode) {
      const { kind } = this.#mode;
      this.#mode = null;
      this.#about.hidden = true;
      if (kind === "edit") {
        this.text = this.#draft;
      }
      this.#show();
      this.#field.focus();
    }
  }

  /** Lets go of a message that is no more. */
  forget(offset) {
    if (this.#mode?.message.offset === offset) {
      this.cancel();
    }
  }

  focus() {
    // On touch screens this would only push the keyboard over the messages.
    if (matchMedia("(hover: hover)").matches) {
      this.#field.focus();
    }
  }

  #enter(mode, title, text) {
    this.#mode = mode;
    this.#about.hidden = false;
    this.#about.querySelector(".about-title").replaceChildren(...title);
    this.#about.querySelector(".about-text").textContent = text;
    this.#show();
    this.#field.focus();
  }

  #submit(send) {
    const { text } = this;
    if (text.trim() === "" || this.#left() < 0 || this.#button.disabled) {
      this.#field.focus();
      return;
    }
    const mode = this.#mode;
    if (mode?.kind === "edit") {
      this.cancel(); // brings the draft back
    } else {
      this.#mode = null;
      this.#about.hidden = true;
      this.text = "";
    }
    send(text, mode);
    this.#field.focus();
  }

  #left() {
    return this.#limit - [...this.text].length;
  }

  #show() {
    const left = this.#left();
    this.#count.hidden = left > WARN_BELOW;
    this.#count.textContent = this.#count.hidden ? "" : words.charactersLeft(left);
    this.#count.classList.toggle("over", left < 0);
    this.#field.setAttribute("aria-invalid", String(left < 0));
    this.#button.textContent = this.#mode?.kind === "edit" ? words.save : words.send;
    this.#showNote();
    if (!CSS.supports("field-sizing", "content")) {
      this.#field.style.height = "auto";
      this.#field.style.height = `${this.#field.scrollHeight + 2}px`;
    }
  }

  #showNote() {
    clearTimeout(this.#coolTimer);
    const seconds = this.#mode?.kind === "edit" ? 0 : Math.ceil((this.#coolUntil - performance.now()) / SECOND_MS);
    const note = this.#blocked ?? (seconds > 0 ? words.coolDown(seconds) : "");
    this.#note.textContent = note;
    this.#note.hidden = note === "";
    this.#button.disabled = this.#field.disabled || seconds > 0;
    if (seconds > 0) {
      this.#coolTimer = setTimeout(() => this.#showNote(), SECOND_MS);
    }
  }
}
