/**
 * What a browser tab knows by itself: as whom it entered its room, and what to tell on the next page. Tabs share the HTTP
 * session, but two tabs may be two people. Who it then was in the room, and what is not sent, the browser client keeps.
 */
const TAB = "liveroom.tab";
const NOTICE = "liveroom.notice";
const NAME = "liveroom.name";

/** Who this tab was in a room before a reload: `{name, owner, draft}`; null if it was not there. */
export function recallTab(code) {
  const tab = read(sessionStorage, TAB);
  return tab?.code === code ? tab : null;
}

/** Keeps who this tab is for the next page of the same room. */
export function keepTab(code, { name, owner, draft }) {
  write(sessionStorage, TAB, { code, name, owner, draft });
}

/** The tab is nobody any more: the next form decides who it will be. */
export function forgetTab() {
  remove(sessionStorage, TAB);
}

/** Leaves a word for the home page. */
export function leaveNotice(text) {
  write(sessionStorage, NOTICE, text);
}

/** Takes the word that the page before left, or null. */
export function takeNotice() {
  const text = read(sessionStorage, NOTICE);
  remove(sessionStorage, NOTICE);
  return typeof text === "string" ? text : null;
}

/** The name used last in this browser; it outlives the server's memory. */
export function rememberName(name) {
  write(localStorage, NAME, name);
}

export function rememberedName() {
  const name = read(localStorage, NAME);
  return typeof name === "string" ? name : "";
}

// Storage may be full or forbidden; the page works without it, it only forgets.

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // see above
  }
}

function remove(storage, key) {
  try {
    storage.removeItem(key);
  } catch {
    // see above
  }
}
