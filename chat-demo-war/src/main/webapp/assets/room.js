import { Connection } from "../liveroom/liveroom.js";
import { Composer } from "./composer.js";
import { ask } from "./confirm.js";
import { offerCopy } from "./copy.js";
import { phrase } from "./dom.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";
import { Names } from "./names.js";
import { People } from "./people.js";
import { actionsOn, openPerson, openSelf } from "./person.js";
import { openSettings } from "./settings.js";
import { forgetTab, keepTab, leaveNotice, recallTab, rememberName } from "./tab.js";
import * as words from "./words.js";

const SHOWN_MS = 3_000;
const SESSION_ALIVE_MS = 10 * 60_000;
const EDITABLE_MS = 15 * 60_000;
const MOST_PAGES_BACK = 20;

const $ = (id) => document.getElementById(id);
const page = $("room");
const { code, endpoint, home } = page.dataset;
const title = document.title;
const tab = recallTab(code) ?? { name: page.dataset.name, owner: page.dataset.owner };

let room;
let unread = 0;
let stateTimer = null;
let leaving = false;
let clockSkewMs = 0;
let earlier = null;

const connection = new Connection(new URL(endpoint, location.href.replace(/^http/, "ws")).href);
const menu = new Menu($("menu"));
const names = new Names();
const log = new Log($("log"), $("jump"), {
  me: () => room.me?.member,
  names,
  mayReact: () => can("react") && mayWrite(),
  react: (offset, emoji, on) => attempt(room.react(offset, emoji, on)),
  options: openMenu,
  jump: findEarlier,
  act: (what, cid) => {
    room[what](cid);
    if (what === "discard") {
      log.drop(cid);
    }
    composer.focus();
  },
});
const people = new People($("people"), $("people-title"), (member) => {
  if (member.member === room.me.member) {
    return mayWrite() ? () => openSelf(room) : null;
  }
  const actions = actionsOn(member, room, attempt);
  return actions.length > 0 ? () => openPerson(member, actions) : null;
});
const composer = new Composer($("composer"), {
  send: (text, mode) => {
    if (mode?.kind === "edit") {
      attempt(room.edit(mode.message.offset, text));
    } else {
      room.send(text, { replyTo: mode?.message.offset });
    }
  },
  typing: (on) => room.typing(on),
  editLast: () => {
    const own = log.own().findLast(mayEdit);
    if (own) {
      composer.edit(own);
    }
  },
});

showState(words.state.connecting);
offerCopy($("copy"));
composer.text = tab.draft ?? "";
enter();

connection.addEventListener("state", ({ detail }) => {
  if (detail.state === "waiting") {
    showState(room.me ? words.state.lost : words.state.connecting, room.me !== null);
  } else if (detail.state === "open") {
    clockSkewMs = connection.hello.time - Date.now();
  }
});

$("settings-open").addEventListener("click", () => openSettings(room, attempt));
$("leave").addEventListener("submit", async (event) => {
  event.preventDefault();
  leaving = true;
  const form = event.currentTarget;
  await Promise.race([room.leave(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  form.submit();
});
$("enter").addEventListener("submit", forgetTab);
$("unlock").addEventListener("submit", (event) => {
  event.preventDefault();
  showState(words.state.connecting);
  enter($("passphrase").value);
});
$("again").addEventListener("click", () => location.reload());

addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    unread = 0;
    showTitle();
  }
});

// WebSocket traffic does not count as use of the HTTP session; without one, a reload would ask for the name again.
setInterval(() => fetch(location.pathname, { method: "HEAD", cache: "no-store" }).catch(() => {}), SESSION_ALIVE_MS);

function enter(passphrase) {
  room = connection.join({ room: code, name: tab.name, owner: tab.owner, passphrase });
  room.pending.forEach((message) => log.outgoing(message));
  room.addEventListener("joined", ({ detail }) => joined(detail));
  room.addEventListener("entry", ({ detail }) => received(detail.entry));
  room.addEventListener("outgoing", ({ detail }) => outgoing(detail));
  room.addEventListener("members", changed);
  room.addEventListener("info", changed);
  room.addEventListener("typing", () => {
    $("typing").replaceChildren(...phrase(words.typing(room.typingMembers.map(({ name }) => name))));
  });
  room.addEventListener("delayed", ({ detail }) => showState(words.delayed(Math.ceil(detail.retryAfterMs / 1_000), detail.error)));
  room.addEventListener("ended", ({ detail }) => end(detail));
}

function joined({ again, recovered, reason, entries, more }) {
  room.members.forEach((member) => names.learn(member));
  if (recovered) {
    entries.forEach(received);
  } else {
    earlier = more ? pages(entries[0].offset) : null;
    log.fill(entries, earlier, again && reason !== null ? words.gap : null);
  }
  $("end").hidden = true;
  $("copy").hidden = false;
  page.classList.remove("over");
  composer.limit = connection.hello.limits.text;
  composer.enable();
  rememberName(room.me.name);
  keep();
  changed();
  showState(again ? words.state.back : "");
  if (again) {
    stateTimer = setTimeout(() => showState(""), SHOWN_MS);
  }
}

/** Somebody or something about the room is not as it was; what may be done can be different too. */
function changed() {
  people.show(room);
  composer.block(mayWrite() ? null : words.muted);
  $("settings-open").hidden = !moderates();
  $("leave").elements.name.value = room.me.name;
  $("room-title").textContent = room.info.title ?? "";
  showTitle();
}

function received(entry) {
  const ofOthers = log.add(entry);
  if (entry.type === "delete") {
    composer.forget(entry.target);
  } else if (entry.type === "role" && entry.member === room.me.member) {
    log.refresh();
  }
  if (ofOthers && document.visibilityState === "hidden") {
    unread++;
    showTitle();
  }
}

function outgoing(message) {
  log.outgoing(message);
  if (message.status === "sent" && room.info.slowModeMs > 0 && !moderates()) {
    composer.coolDown(room.info.slowModeMs);
  }
}

function can(feature) {
  return connection.hello?.features?.includes(feature) === true;
}

function moderates() {
  return ["owner", "moderator"].includes(room.me?.role);
}

function mayWrite() {
  return room.me?.role !== "muted";
}

function mayEdit(message) {
  const young = Date.now() + clockSkewMs - message.at < EDITABLE_MS;
  return can("edit") && mayWrite() && young && !message.deleted && message.member === room.me.member;
}

function openMenu(message, opener) {
  const { offset, member, reactions } = message;
  const actions = [];
  if (mayWrite()) {
    actions.push({ label: words.action.reply, run: () => composer.reply(message) });
  }
  if (mayEdit(message)) {
    actions.push({ label: words.action.edit, run: () => composer.edit(message) });
  }
  if (member === room.me.member || moderates()) {
    actions.push({ label: words.action.delete, run: () => remove(message), danger: true });
  }
  const emoji = can("react") && mayWrite() ? words.emoji : [];
  menu.open(opener, {
    emoji: emoji.map((one) => ({ emoji: one, on: reactions.get(one)?.has(room.me.member) === true })),
    react: (one, on) => attempt(room.react(offset, one, on)),
    actions,
  });
}

async function remove({ offset }) {
  if (await ask(words.sure("delete"))) {
    await attempt(room.remove(offset));
    composer.focus();
  }
}

/** Tells people when something was refused. */
async function attempt(answer) {
  try {
    await answer;
  } catch ({ code: refusal }) {
    showState(words.refused(refusal), true);
    stateTimer = setTimeout(() => showState(""), 2 * SHOWN_MS);
  }
}

function keep() {
  if (room.state !== "ended") {
    keepTab(code, { name: (room.me ?? tab).name, owner: tab.owner, draft: composer.draft });
  }
}

/** Loads older messages, page by page. The button is not disabled meanwhile: that would take the focus from it. */
function pages(offset) {
  let before = offset;
  let busy = false;
  return async () => {
    if (busy) {
      return false;
    }
    busy = true;
    try {
      const { entries, more } = await room.history({ before, limit: 50 });
      before = entries[0]?.offset ?? before;
      log.prepend(entries, more);
      return more;
    } catch {
      return false; // not connected: the button stays for another try
    } finally {
      busy = false;
    }
  };
}

/** A message that is quoted, but not on the page yet. */
async function findEarlier(offset) {
  let more = earlier !== null;
  for (let page = 0; more && page < MOST_PAGES_BACK; page++) {
    more = await earlier();
    if (log.goTo(offset)) {
      return;
    }
  }
  showState(words.notFound);
  stateTimer = setTimeout(() => showState(""), SHOWN_MS);
}

function end(how) {
  const { then, title: heading, text, again } = words.ending(how);
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  menu.close();
  if (then !== "passphrase") {
    forgetTab();
    connection.close();
  }
  if (leaving) {
    return; // the form goes home by itself
  }
  if (then === "home") {
    leaveNotice(text);
    location.replace(home);
    return;
  }
  const asked = !$("end").hidden && !$("unlock").hidden;
  showState("");
  $("end-title").textContent = heading;
  $("end-text").textContent = text;
  $("enter").hidden = then !== "name";
  $("unlock").hidden = then !== "passphrase";
  $("again").hidden = !again;
  $("again").textContent = again ?? "";
  $("copy").hidden = true;
  $("settings-open").hidden = true;
  $("end").hidden = false;
  page.classList.add("over");
  if (then === "name") {
    $("name").value = (room.me ?? tab).name;
    $("enter").elements.instead.value = tab.name;
    $("name").select();
  } else if (then === "passphrase") {
    $("passphrase-error").hidden = !asked;
    $("passphrase").setAttribute("aria-invalid", String(asked));
    $("passphrase").focus();
    $("passphrase").select();
  } else {
    $("end-title").focus();
  }
}

function showTitle() {
  const called = room.info?.title ? `${room.info.title} · ${title}` : title;
  document.title = unread > 0 ? `(${unread}) ${called}` : called;
}

function showState(text, lost = false) {
  clearTimeout(stateTimer);
  if ($("state").textContent !== text) {
    $("state").textContent = text;
  }
  $("state").classList.toggle("lost", lost);
}
