import { Messages } from "../liveroom/liveroom.js";
import { button, element, phrase } from "./dom.js";
import { bubble, messageRow, update, when } from "./message.js";
import * as words from "./words.js";

const GROUP_MS = 5 * 60_000;
const NEAR_PX = 48;
const SETTLED_MS = 1_000;
const POINTED_MS = 2_000;

/**
 * The messages as people see them. Text reaches the page as text nodes only.
 *
 * Screen readers read out what is added, but neither a backlog nor what the reader has written.
 */
export class Log {
  #box;
  #jump;
  #host;
  #outgoing = new Map();
  #rows = new Map();
  #unseen = 0;
  #stuck = true;
  #earlier = null;
  #quietTimer = null;

  /** What every message became. */
  messages = new Messages();

  /**
   * `host` tells and does what is not the log's: `me()`, `names`, `mayReact()`, `act(name, cid)` for messages on their way,
   * `options(message, button)`, `react(offset, emoji, on)`, and `jump(offset)` where a quoted message is not there.
   */
  constructor(box, jump, host) {
    this.#box = box;
    this.#jump = jump;
    this.#host = { ...host, messages: this.messages, jump: (offset) => this.goTo(offset) || host.jump(offset) };
    box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    box.addEventListener("keydown", (event) => this.#walk(event));
    box.addEventListener("focusin", ({ target }) => target.matches(".options") && this.#stop(target));
    jump.addEventListener("click", () => this.toEnd());
    new ResizeObserver(() => this.#stay()).observe(box);
  }

  /** Replaces everything. `earlier` fetches what came before, or is null if there is nothing. */
  fill(entries, earlier, notice = null) {
    this.#quietly();
    this.#box.replaceChildren();
    this.#rows.clear();
    this.messages.clear();
    this.#earlier = null;
    if (earlier) {
      this.#earlier = button("quiet", words.earlier, earlier);
      const row = element("div", "earlier");
      row.append(this.#earlier);
      this.#box.append(row);
    }
    if (notice) {
      this.#box.append(element("p", "event", notice));
    }
    // First, since entries go before them.
    this.#box.append(...this.#outgoing.values());
    this.#learn(entries);
    entries.forEach((entry) => this.#append(this.#row(entry)));
    entries.forEach((entry) => this.#arrived(entry));
    this.#stop();
    this.toEnd();
  }

  /** Adds older entries above the others; what is being read stays where it is. */
  prepend(entries, more) {
    this.#quietly();
    const height = this.#box.scrollHeight;
    this.#learn(entries);
    const rows = entries.map((entry) => this.#row(entry)).filter(Boolean);
    const anchor = this.#earlier.parentNode;
    anchor.after(...rows);
    rows.forEach(group);
    if (rows.length > 0 && rows.at(-1).nextElementSibling) {
      group(rows.at(-1).nextElementSibling);
    }
    this.#requote(new Set(entries.map(({ offset }) => offset)));
    if (!more) {
      const focused = anchor.contains(document.activeElement);
      anchor.remove();
      this.#earlier = null;
      if (focused) {
        this.#box.focus({ preventScroll: true });
      }
    }
    this.#box.scrollTop += this.#box.scrollHeight - height;
  }

  /** Adds what happened now. Returns whether it is a message of somebody else. */
  add(entry) {
    this.#arrived(entry);
    const message = this.messages.add(entry);
    if (entry.target && this.#rows.has(entry.target)) {
      this.refresh(message);
      this.#requote(new Set([entry.target]));
      this.#stay();
      return false;
    }
    this.#append(this.#row(entry));
    const ofOthers = entry.type === "message" && entry.member !== this.#host.me();
    if (entry.type === "message" && !ofOthers) {
      this.toEnd();
    } else {
      this.#stay();
      if (ofOthers && !this.#stuck) {
        this.#unseen++;
        this.#showJump();
      }
    }
    if (entry.type === "message" && !this.#box.contains(document.activeElement)) {
      this.#stop();
    }
    return ofOthers;
  }

  /** Shows a message as it is now; without one, all. */
  refresh(message = null) {
    for (const [offset, row] of this.#rows) {
      if (message === null || offset === message.offset) {
        update(row, this.messages.get(offset), this.#host);
      }
    }
  }

  /** What one wrote oneself, oldest first. */
  own() {
    const offsets = [...this.#rows.keys()].sort((a, b) => a - b);
    return offsets.map((offset) => this.messages.get(offset)).filter(({ member }) => member === this.#host.me());
  }

  /** Brings a message into view and points at it; false if it is not there. */
  goTo(offset) {
    const row = this.#rows.get(offset);
    if (!row) {
      return false;
    }
    const smooth = matchMedia("(prefers-reduced-motion: no-preference)").matches;
    row.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" });
    row.querySelector(".options").focus({ preventScroll: true });
    row.classList.add("pointed");
    setTimeout(() => row.classList.remove("pointed"), POINTED_MS);
    return true;
  }

  /** Shows a message of one's own on its way, at the end, until it comes back as an entry. */
  outgoing({ cid, text, status, error, offset }) {
    let row = this.#outgoing.get(cid);
    if (!row) {
      if (status === "sent") {
        return; // it is in the log already
      }
      row = bubble("message mine pending", text);
      row.ariaLive = "off";
      this.#outgoing.set(cid, row);
      this.#box.append(row);
      this.toEnd();
    }
    row.dataset.sent = offset ?? "";
    row.classList.toggle("failed", status === "failed");
    row.querySelector(".when").textContent = words.onItsWay(status);
    row.querySelector(".trouble")?.remove();
    if (status === "failed") {
      row.append(this.#trouble(cid, error));
      this.#stay();
    }
  }

  drop(cid) {
    this.#outgoing.get(cid)?.remove();
    this.#outgoing.delete(cid);
  }

  toEnd() {
    this.#stuck = true;
    this.#unseen = 0;
    this.#showJump();
    this.#stay();
  }

  #learn(entries) {
    entries.forEach((entry) => this.messages.add(entry));
  }

  /** Quotes of what came or changed. */
  #requote(offsets) {
    for (const [offset, row] of this.#rows) {
      const message = this.messages.get(offset);
      if (offsets.has(message.replyTo)) {
        update(row, message, this.#host);
      }
    }
  }

  /** One button in the log is a stop of the Tab key, arrows lead to the others. */
  #stop(button = [...this.#box.querySelectorAll(".options:not([hidden])")].at(-1)) {
    this.#box.querySelector(".options[tabindex='0']")?.setAttribute("tabindex", "-1");
    button?.setAttribute("tabindex", "0");
  }

  #walk(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && event.target.matches(".options")) {
      event.preventDefault();
      const all = [...this.#box.querySelectorAll(".options:not([hidden])")];
      all[all.indexOf(event.target) + steps[event.key]]?.focus();
    }
  }

  #quietly() {
    clearTimeout(this.#quietTimer);
    this.#box.ariaLive = "off";
    this.#quietTimer = setTimeout(() => {
      this.#box.ariaLive = "polite";
    }, SETTLED_MS);
  }

  #stay() {
    if (this.#stuck) {
      this.#box.scrollTop = this.#box.scrollHeight;
    }
  }

  #scrolled() {
    this.#stuck = this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight < NEAR_PX;
    if (this.#stuck && this.#unseen > 0) {
      this.#unseen = 0;
      this.#showJump();
    }
  }

  #showJump() {
    this.#jump.hidden = this.#unseen === 0;
    this.#jump.textContent = words.unread(this.#unseen);
  }

  /** A message of one's own is known by its cid, or, when the server has forgotten that, by the place it was given. */
  #arrived({ cid, offset }) {
    for (const [id, row] of this.#outgoing) {
      if (id === cid || row.dataset.sent === String(offset)) {
        this.drop(id);
      }
    }
  }

  /** Before the messages that are still on their way. */
  #append(row) {
    if (row) {
      const [first] = this.#outgoing.values();
      this.#box.insertBefore(row, first ?? null);
      group(row);
    }
  }

  #row(entry) {
    const roleBefore = this.#host.names.learn(entry);
    if (entry.type === "message") {
      const row = messageRow(this.messages.get(entry.offset), this.#host);
      this.#rows.set(entry.offset, row);
      return row;
    }
    const parts = words.event(entry, this.#host.names, roleBefore);
    if (parts === null) {
      return null;
    }
    const row = element("p", "event");
    row.append(...phrase(parts), " · ", when(entry.at));
    return row;
  }

  #trouble(cid, error) {
    const box = element("div", "trouble", words.notSent(error));
    box.append(
      button("quiet", words.again, () => this.#host.act("retry", cid)),
      button("quiet", words.discard, () => this.#host.act("discard", cid)),
    );
    return box;
  }
}

/** Whoever writes several messages in a row is named once. */
function group(row) {
  const before = row.previousElementSibling;
  const follows =
    row.dataset.member !== undefined &&
    before?.dataset.member === row.dataset.member &&
    row.dataset.at - before.dataset.at < GROUP_MS &&
    before.querySelector(".who").textContent === row.querySelector(".who").textContent;
  row.classList.toggle("follows", follows);
  row.querySelector(".who")?.classList.toggle("visually-hidden", follows);
}
