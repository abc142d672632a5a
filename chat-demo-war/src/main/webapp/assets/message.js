import { button, element } from "./dom.js";
import * as words from "./words.js";

const HUES = 6;
const time = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** The row of a message on its way: text and how far it is. */
export function bubble(className, text) {
  const row = element("div", className);
  const line = element("div", "line");
  const box = element("div", "bubble");
  const body = element("p", "text", text);
  body.dir = "auto";
  box.append(body, element("span", "when"));
  line.append(box);
  row.append(line);
  return row;
}

/**
 * The row of a message in the room. `host` is asked for what is not in the message: `me()`, `names`, `messages`,
 * `options(message, button)`, `jump(offset)`, `react(offset, emoji, on)`.
 */
export function messageRow(message, host) {
  const mine = message.member === host.me();
  const row = bubble(mine ? "message mine" : "message", "");
  row.ariaLive = mine ? "off" : null;
  row.dataset.member = message.member;
  row.dataset.at = message.at;
  row.dataset.offset = message.offset;
  const who = element("p", `who hue-${hue(message.member)}`);
  who.append(element("bdi", "", message.name));
  if (message.to) {
    who.append(element("span", "private", words.whisper));
  }
  row.prepend(who);
  const { firstElementChild: line } = row.querySelector(".line");
  line.querySelector(".when").before(element("span", "mark"));
  line.querySelector(".when").replaceWith(when(message.at));
  const options = button("options", "⋯", () => host.options(message, options));
  options.ariaLabel = words.optionsOf(message.name);
  options.ariaHasPopup = "dialog";
  options.ariaExpanded = "false";
  options.tabIndex = -1;
  line.after(options);
  row.append(element("div", "reactions"));
  update(row, message, host);
  return row;
}

/** Shows a message as it is now. */
export function update(row, message, host) {
  const text = row.querySelector(".text");
  row.classList.toggle("deleted", message.deleted);
  text.textContent = message.deleted ? words.deleted : message.text;
  row.querySelector(".mark").textContent = message.edited > 0 && !message.deleted ? words.edited : "";
  row.querySelector(".options").hidden = message.deleted;
  quote(row, message, host);
  reactions(row.querySelector(".reactions"), message, host);
}

export function when(at) {
  const date = new Date(at);
  const stamp = element("time", "when", time.format(date));
  stamp.dateTime = date.toISOString();
  stamp.title = full.format(date);
  return stamp;
}

function quote(row, message, host) {
  row.querySelector(".quote")?.remove();
  if (!message.replyTo || message.deleted) {
    return;
  }
  const target = host.messages.get(message.replyTo);
  const made = button("quote", "", () => host.jump(message.replyTo));
  if (target && !target.deleted) {
    made.append(element("bdi", "quote-who", target.name), element("span", "quote-text", target.text));
  } else {
    made.append(element("span", "quote-text", target ? words.deleted : words.earlierMessage));
  }
  row.querySelector(".bubble").prepend(made);
}

/** Chips keep the focus when somebody else reacts meanwhile. */
function reactions(box, message, host) {
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.emoji : null;
  const chips = [...message.reactions].map(([emoji, who]) => {
    const on = who.has(host.me());
    const chip = button("chip", `${emoji} ${who.size}`, () => host.react(message.offset, emoji, !on));
    chip.dataset.emoji = emoji;
    chip.ariaPressed = String(on);
    chip.ariaLabel = words.reactions(emoji, who.size);
    chip.title = words.list(host.names.all(who));
    chip.disabled = !host.mayReact();
    return chip;
  });
  box.replaceChildren(...chips);
  if (focused !== null) {
    (chips.find((chip) => chip.dataset.emoji === focused) ?? box.parentNode.querySelector(".options")).focus();
  }
}

function hue(member) {
  let sum = 0;
  for (const character of member) {
    sum = (sum * 31 + character.charCodeAt(0)) % 997;
  }
  return sum % HUES;
}
