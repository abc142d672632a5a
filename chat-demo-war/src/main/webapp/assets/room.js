import { Connection } from "../liveroom/liveroom.js";
import { Composer } from "./composer.js";
import { offerCopy } from "./copy.js";
import { phrase } from "./dom.js";
import { Log } from "./log.js";
import { People } from "./people.js";
import { forgetTab, keepTab, leaveNotice, recallTab, rememberName } from "./tab.js";
import * as words from "./words.js";

const BACK_SHOWN_MS = 3_000;
const SESSION_ALIVE_MS = 10 * 60_000;

const $ = (id) => document.getElementById(id);
const page = $("room");
const { code, endpoint, home } = page.dataset;
const title = document.title;
const tab = recallTab(code) ?? { name: page.dataset.name, owner: page.dataset.owner };

let unread = 0;
let stateTimer = null;
let leaving = false;

const connection = new Connection(new URL(endpoint, location.href.replace(/^http/, "ws")).href);
const log = new Log($("log"), $("jump"), {
  me: () => room.me?.member,
  act: (what, cid) => {
    room[what](cid);
    if (what === "discard") {
      log.drop(cid);
    }
    composer.focus();
  },
});
const people = new People($("people"), $("people-title"));
const composer = new Composer($("composer"), {
  send: (text) => room.send(text),
  typing: (on) => room.typing(on),
});

showState(words.state.connecting);
offerCopy($("copy"));
composer.text = tab.draft ?? "";

const room = connection.join({ room: code, name: tab.name, owner: tab.owner });
room.pending.forEach((message) => log.outgoing(message));

connection.addEventListener("state", ({ detail }) => {
  if (detail.state === "waiting") {
    showState(room.me ? words.state.lost : words.state.connecting, room.me !== null);
  }
});

room.addEventListener("joined", ({ detail }) => {
  if (detail.recovered) {
    detail.entries.forEach(received);
  } else {
    const lost = detail.again && detail.reason !== null;
    log.fill(detail.entries, detail.more ? earlier(detail.entries[0].offset) : null, lost ? words.gap : null);
  }
  people.show(room);
  composer.limit = connection.hello.limits.text;
  composer.enable();
  rememberName(room.me.name);
  keep();
  $("leave").elements.name.value = room.me.name;
  showState(detail.again ? words.state.back : "");
  if (detail.again) {
    stateTimer = setTimeout(() => showState(""), BACK_SHOWN_MS);
  }
});
room.addEventListener("entry", ({ detail }) => received(detail.entry));
room.addEventListener("outgoing", ({ detail }) => log.outgoing(detail));
room.addEventListener("members", () => people.show(room));
room.addEventListener("typing", () => {
  $("typing").replaceChildren(...phrase(words.typing(room.typingMembers.map(({ name }) => name))));
});
room.addEventListener("ended", ({ detail }) => end(detail));

$("leave").addEventListener("submit", async (event) => {
  event.preventDefault();
  leaving = true;
  const form = event.currentTarget;
  await Promise.race([room.leave(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  form.submit();
});

$("enter").addEventListener("submit", forgetTab);
$("again").addEventListener("click", () => location.reload());

addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    unread = 0;
    document.title = title;
  }
});

// WebSocket traffic does not count as use of the HTTP session; without one, a reload would ask for the name again.
setInterval(() => fetch(location.pathname, { method: "HEAD", cache: "no-store" }).catch(() => {}), SESSION_ALIVE_MS);

function keep() {
  if (room.state !== "ended") {
    keepTab(code, { name: (room.me ?? tab).name, owner: tab.owner, draft: composer.text });
  }
}

function received(entry) {
  const ofOthers = log.add(entry);
  if (ofOthers && document.visibilityState === "hidden") {
    unread++;
    document.title = `(${unread}) ${title}`;
  }
}

/** What the button for older messages does. It is not disabled meanwhile: that would take the focus from it. */
function earlier(offset) {
  let before = offset;
  let busy = false;
  return async () => {
    if (busy) {
      return;
    }
    busy = true;
    try {
      const { entries, more } = await room.history({ before, limit: 50 });
      before = entries[0]?.offset ?? before;
      log.prepend(entries, more);
    } catch {
      // Not connected: the button stays for another try.
    }
    busy = false;
  };
}

function end(how) {
  const { then, title: heading, text, again } = words.ending(how);
  forgetTab();
  connection.close();
  if (leaving) {
    return; // the form goes home by itself
  }
  if (then === "home") {
    leaveNotice(text);
    location.replace(home);
    return;
  }
  $("end-title").textContent = heading;
  $("end-text").textContent = text;
  $("enter").hidden = then !== "name";
  $("again").hidden = !again;
  $("again").textContent = again ?? "";
  $("copy").hidden = true;
  $("end").hidden = false;
  page.classList.add("over");
  if (then === "name") {
    $("name").value = (room.me ?? tab).name;
    $("enter").elements.instead.value = tab.name;
    $("name").select();
  } else {
    $("end-title").focus();
  }
}

function showState(text, lost = false) {
  clearTimeout(stateTimer);
  if ($("state").textContent !== text) {
    $("state").textContent = text;
  }
  $("state").classList.toggle("lost", lost);
}
