import * as words from "./words.js";

const WARN_BELOW = 200;

/** The field for a message: Enter sends, Shift+Enter starts a line, and input methods keep their Enter. */
export class Composer {
  #form;
  #field;
  #button;
  #count;
  #limit = Infinity;

  /** `send(text)` and `typing(on)` are called as people write. */
  constructor(form, { send, typing }) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    this.#button = form.querySelector("button");
    this.#count = form.querySelector(".count");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(send);
    });
    this.#field.addEventListener("keydown", (event) => {
      // While an input method composes, Enter picks a candidate. Some browsers only tell by the old key code.
      const composing = event.isComposing || event.keyCode === 229;
      if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey && !composing) {
        event.preventDefault();
        this.#submit(send);
      }
    });
    this.#field.addEventListener("input", () => {
      this.#show();
      typing(this.text.trim() !== "");
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

  /** How many code points a message may have. */
  set limit(limit) {
    this.#limit = limit;
    this.#show();
  }

  /** Lets people write. Stays so in a break: messages wait for the connection. */
  enable() {
    if (this.#field.disabled) {
      this.#field.disabled = false;
      this.#button.disabled = false;
      this.focus();
    }
  }

  focus() {
    // On touch screens this would only push the keyboard over the messages.
    if (matchMedia("(hover: hover)").matches) {
      this.#field.focus();
    }
  }

  #submit(send) {
    const text = this.text;
    if (text.trim() === "" || this.#left() < 0) {
      this.#field.focus();
      return;
    }
    this.text = "";
    send(text);
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
    if (!CSS.supports("field-sizing", "content")) {
      this.#field.style.height = "auto";
      this.#field.style.height = `${this.#field.scrollHeight + 2}px`;
    }
  }
}
