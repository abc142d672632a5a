import { button, element, phrase } from "./dom.js";
import * as words from "./words.js";

const GROUP_MS = 5 * 60_000;
const HUES = 6;
const NEAR_PX = 48;
const SETTLED_MS = 1_000;
const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/**
 * The messages as people see them. Text reaches the page as text nodes only.
 *
 * Screen readers read out what is added, but neither a backlog nor what the reader has written.
 */
export class Log {
  #box;
  #jump;
  #me = () => null;
  #outgoing = new Map();
  #act;
  #unseen = 0;
  #stuck = true;
  #earlier = null;
  #quietTimer = null;

  /** `me()` is the own member id; `act(name, cid)` is called for buttons on messages of one's own. */
  constructor(box, jump, { me, act }) {
    this.#box = box;
    this.#jump = jump;
    this.#me = me;
    this.#act = act;
    box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    jump.addEventListener("click", () => this.toEnd());
    new ResizeObserver(() => this.#stay()).observe(box);
  }

  /** Replaces everything. `earlier` fetches what came before, or is null if there is nothing. */
  fill(entries, earlier, notice = null) {
    this.#quietly();
    this.#box.replaceChildren();
    this.#earlier = null;
    if (earlier) {
      this.#earlier = button("quiet", "Earlier messages", earlier);
      const row = element("div", "earlier");
      row.append(this.#earlier);
      this.#box.append(row);
    }
    if (notice) {
      this.#box.append(element("p", "event", notice));
    }
    // First, since entries go before them.
    this.#box.append(...this.#outgoing.values());
    entries.forEach((entry) => this.#append(this.#row(entry)));
    entries.forEach((entry) => this.#arrived(entry));
    this.toEnd();
  }

  /** Adds older entries above the others; what is being read stays where it is. */
  prepend(entries, more) {
    this.#quietly();
    const height = this.#box.scrollHeight;
    const rows = entries.map((entry) => this.#row(entry)).filter(Boolean);
    const anchor = this.#earlier.parentNode;
    anchor.after(...rows);
    rows.forEach(group);
    if (rows.length > 0 && rows.at(-1).nextElementSibling) {
      group(rows.at(-1).nextElementSibling);
    }
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
    this.#append(this.#row(entry));
    const ofOthers = entry.type === "message" && entry.member !== this.#me();
    if (entry.type === "message" && !ofOthers) {
      this.toEnd();
    } else {
      this.#stay();
      if (ofOthers && !this.#stuck) {
        this.#unseen++;
        this.#showJump();
      }
    }
    return ofOthers;
  }

  /** Shows a message of one's own on its way, at the end, until it comes back as an entry. */
  outgoing({ cid, text, status, error, offset }) {
    let row = this.#outgoing.get(cid);
    if (!row) {
      if (status === "sent") {
        return; // it is in the log already
      }
      row = this.#bubble("message mine pending", text);
      row.ariaLive = "off";
      this.#outgoing.set(cid, row);
      this.#box.append(row);
      this.toEnd();
    }
    row.dataset.offset = offset ?? "";
    row.classList.toggle("failed", status === "failed");
    row.querySelector(".when").textContent = status === "failed" ? "" : status === "sent" ? "Sent" : "Sending…";
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
      if (id === cid || row.dataset.offset === String(offset)) {
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
    if (entry.type !== "message") {
      const parts = words.event(entry);
      if (parts === null) {
        return null;
      }
      const row = element("p", "event");
      row.append(...phrase(parts), " · ", when(entry.at));
      return row;
    }
    const mine = entry.member === this.#me();
    const row = this.#bubble(mine ? "message mine" : "message", entry.text ?? "");
    row.ariaLive = mine ? "off" : null;
    row.dataset.member = entry.member;
    row.dataset.at = entry.at;
    const who = element("p", `who hue-${hue(entry.member)}`);
    who.append(element("bdi", "", entry.name));
    row.prepend(who);
    row.querySelector(".when").replaceWith(when(entry.at));
    return row;
  }

  #bubble(className, text) {
    const row = element("div", className);
    const bubble = element("div", "bubble");
    const body = element("p", "text", text);
    body.dir = "auto";
    bubble.append(body, element("span", "when"));
    row.append(bubble);
    return row;
  }

  #trouble(cid, error) {
    const box = element("div", "trouble", words.notSent(error));
    box.append(
      button("quiet", "Try again", () => this.#act("retry", cid)),
      button("quiet", "Discard", () => this.#act("discard", cid)),
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

function when(at) {
  const date = new Date(at);
  const stamp = element("time", "when", time.format(date));
  stamp.dateTime = date.toISOString();
  stamp.title = full.format(date);
  return stamp;
}

function hue(member) {
  let sum = 0;
  for (const character of member) {
    sum = (sum * 31 + character.charCodeAt(0)) % 997;
  }
  return sum % HUES;
}
