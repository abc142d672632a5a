/**
 * What a browser tab knows by itself: who it is in its room, and what to tell on the next page. Tabs share the HTTP
 * session, but two tabs may be two people.
 */
const TAB = "liveroom.tab";
const NOTICE = "liveroom.notice";
const NAME = "liveroom.name";

/**
 * Who this tab was in a room before a reload: `{name, owner, resume, pending, draft}`; null if it was not there.
 *
 * The resume secret is taken out, and put back only when the page goes. A duplicated tab gets a copy of the storage
 * without it, and so becomes a second window of the same person instead of pushing the first one out.
 */
export function claimTab(code) {
  const tab = read(sessionStorage, TAB);
  if (tab?.code !== code) {
    return null;
  }
  write(sessionStorage, TAB, { ...tab, resume: null, pending: [] });
  return tab;
}

/** Keeps who this tab is for the next page of the same room. */
export function keepTab(code, { name, owner, resume, pending, draft }) {
  write(sessionStorage, TAB, { code, name, owner, resume, pending, draft });
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
