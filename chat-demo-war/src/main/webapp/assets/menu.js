import { button, element } from "./dom.js";
import * as words from "./words.js";

const GAP_PX = 4;

/** What can be done with one message: opens beside its button, closes with Escape or a click elsewhere. */
export class Menu {
  #box;
  #opener = null;

  constructor(box) {
    this.#box = box;
    box.addEventListener("toggle", ({ newState }) => {
      if (newState === "closed") {
        this.#opener?.setAttribute("aria-expanded", "false");
      }
    });
    box.addEventListener("keydown", (event) => this.#move(event));
    addEventListener("resize", () => this.#place());
  }

  /** `emoji` are `{emoji, on}`, `actions` are `{label, run, danger}`. */
  open(opener, { emoji, react, actions }) {
    this.#opener = opener;
    const rows = [];
    if (emoji.length > 0) {
      const row = element("div", "menu-emoji");
      row.append(
        ...emoji.map(({ emoji: one, on }) => {
          const choice = button("quiet", one, () => this.#done(() => react(one, !on)));
          choice.setAttribute("aria-label", words.reaction(one));
          choice.setAttribute("aria-pressed", String(on));
          return choice;
        }),
      );
      rows.push(row);
    }
    for (const { label, run, danger } of actions) {
      rows.push(button(danger ? "menu-action danger" : "menu-action", label, () => this.#done(run)));
    }
    this.#box.replaceChildren(...rows);
    this.#box.showPopover();
    opener.setAttribute("aria-expanded", "true");
    this.#place();
    this.#box.querySelector("button")?.focus();
  }

  close() {
    if (this.#box.matches(":popover-open")) {
      this.#box.hidePopover();
    }
  }

  #done(run) {
    this.close();
    run();
  }

  /** Where there is room: below or above the button, and never beyond the edges. */
  #place() {
    if (!this.#box.matches(":popover-open")) {
      return;
    }
    const at = this.#opener.getBoundingClientRect();
    const { width, height } = this.#box.getBoundingClientRect();
    const below = at.bottom + GAP_PX + height <= innerHeight;
    const top = below ? at.bottom + GAP_PX : Math.max(0, at.top - GAP_PX - height);
    const left = Math.min(Math.max(GAP_PX, at.left), innerWidth - width - GAP_PX);
    this.#box.style.top = `${top}px`;
    this.#box.style.left = `${left}px`;
  }

  #move(event) {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key in steps) {
      event.preventDefault();
      const all = [...this.#box.querySelectorAll("button")];
      const next = all.indexOf(document.activeElement) + steps[event.key];
      all.at(next % all.length).focus();
    }
  }
}
