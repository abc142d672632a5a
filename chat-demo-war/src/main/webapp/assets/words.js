/** What the room page tells people. Codes of the protocol are never shown. */

export const state = {
  connecting: "Connecting…",
  lost: "Connection lost. Trying again…",
  back: "Connected again",
};

export const gap = "Some messages may be missing here.";
export const earlier = "Earlier messages";
export const earlierMessage = "An earlier message";
export const notFound = "That message is not here any more.";
export const deleted = "This message was deleted";
export const edited = "edited";
export const whisper = "privately";
export const again = "Try again";
export const discard = "Discard";
export const send = "Send";
export const save = "Save";
export const editing = ["Editing your message"];
export const muted = "You may only read at the moment: somebody who looks after this room has muted you.";
export const yourName = "Your name";
export const passphraseStays = "As it is";
export const passphraseNone = "None";

/** What can be done, as buttons say it. */
export const action = {
  reply: "Reply",
  edit: "Edit",
  delete: "Delete…",
  mute: "Mute…",
  unmute: "Let write again",
  kick: "Remove from the room…",
  ban: "Ban…",
  member: "Make an ordinary member",
  moderator: "Make a moderator",
  owner: "Hand the room over…",
};

/** What is asked before it is done. */
export function sure(kind, name) {
  switch (kind) {
    case "delete":
      return { title: "Delete this message?", text: "It is gone for everybody, for good.", action: "Delete" };
    case "mute":
      return { title: `Mute ${name}?`, text: "They can read along, but not write.", action: "Mute" };
    case "kick":
      return { title: `Remove ${name}?`, text: "They have to leave, but may come back.", action: "Remove" };
    case "ban":
      return { title: `Ban ${name}?`, text: "They have to leave and cannot come back.", action: "Ban" };
    case "owner":
      return {
        title: `Hand the room over to ${name}?`,
        text: "They own the room then, and you are a moderator.",
        action: "Hand over",
      };
    default:
      return { title: "Close this room?", text: "Everybody has to leave, and all messages are gone.", action: "Close room" };
  }
}

/** A few emoji to react with, and how they are called. */
const EMOJI = new Map([
  ["👍", "Thumbs up"],
  ["❤️", "Heart"],
  ["😂", "Tears of joy"],
  ["🎉", "Party"],
  ["😮", "Surprise"],
  ["😢", "Tears"],
  ["🙏", "Thanks"],
  ["👎", "Thumbs down"],
]);
export const emoji = [...EMOJI.keys()];

export function reaction(one) {
  return EMOJI.get(one) ?? one;
}

export function reactions(one, count) {
  return `${reaction(one)}: ${count}`;
}

export function list(names) {
  return new Intl.ListFormat("en").format(names);
}

export function optionsOf(name) {
  return `What to do with the message of ${name}`;
}

export function replyingTo(name) {
  const said = document.createElement("bdi");
  said.textContent = name;
  return ["Replying to ", said];
}

export function onItsWay(status) {
  return { failed: "", sent: "Sent" }[status] ?? "Sending…";
}

export function coolDown(seconds) {
  return `Slow mode: you can write again in ${duration(seconds * 1_000)}.`;
}

export function delayed(seconds, error) {
  const why =
    error === "name_taken"
      ? "Your name is still held by a connection that was lost."
      : "The server is busy or has seen too many tries.";
  return `${why} Next try in ${duration(seconds * 1_000)}.`;
}

export function hereNow(count) {
  return `Here now (${count})`;
}

/** What stands behind a name. */
export function notes({ role, status }, me) {
  return [me && "you", role !== "member" && role, status !== "active" && status].filter(Boolean).join(", ");
}

/** Why something was not done. */
export function refused(error) {
  switch (error) {
    case "disconnected":
      return "Not connected: please try again in a moment.";
    case "forbidden":
      return "This is not allowed, or not any more.";
    case "muted":
      return "You may only read at the moment.";
    case "target_not_found":
      return "This is not there any more.";
    case "name_taken":
      return "Somebody here already has this name, or one that looks like it.";
    case "name_required":
    case "name_invalid":
      return "This name cannot be used. Please try one with plain letters, digits and spaces.";
    case "text_too_long":
      return "This is too long.";
    case "text_required":
      return "There is nothing to save.";
    case "rate_limited":
      return "That was too fast. Please wait a moment.";
    case "unavailable":
      return "The server is busy. Please try again in a moment.";
    case "bad_request":
      return "The server cannot take this. It may be too long.";
    default:
      return "That did not work.";
  }
}

/** How a stay ended. `then` is the next step: `home` at once, `name` for another name, `passphrase` to be
 * asked for, or a choice on the page. */
export function ending({ code, error, reason }) {
  switch (error ?? code) {
    case "room_not_found":
      return { then: "home", text: "This room does not exist any more. Everyone left, or the server was restarted." };
    case 4506:
      return { then: "home", text: because("This room was closed", reason) };
    case 1000:
      return { then: "home", text: "You left the room." };
    case "name_taken":
      return {
        then: "name",
        title: "This name is taken",
        text: "Somebody in this room already has this name, or one that looks like it. Please choose another.",
      };
    case "name_required":
    case "name_invalid":
      return {
        then: "name",
        title: "This name cannot be used",
        text: "Please try one with plain letters, digits and spaces.",
      };
    case "room_full":
      return {
        title: "This room is full",
        text: "Try again when somebody has left, or open another room.",
        again: "Try again",
      };
    case "room_locked":
      return { title: "This room is locked", text: "It lets nobody new in at the moment.", again: "Try again" };
    case "wrong_passphrase":
      return { then: "passphrase", title: "This room has a passphrase", text: "Whoever invited you can tell you what it is." };
    case "banned":
    case 4504:
      return {
        title: "You cannot enter this room",
        text: because("Somebody who looks after it has banned you", reason),
      };
    case 4503:
      return {
        title: "You were put out of the room",
        text: because("Somebody who looks after it has removed you", reason),
      };
    case 4505:
      return {
        title: "The chat goes on elsewhere",
        text: "You opened this room in another tab or window.",
        again: "Continue here",
      };
    case 4501:
      return {
        title: "Your session has ended",
        text: "You have logged out, or were away for too long. Load the page again to come back.",
        again: "Load again",
      };
    case "too_many_rooms":
    case 4507:
      return {
        title: "Too many open chats",
        text: "Too many connections come from your network. Close other tabs, then try again.",
        again: "Try again",
      };
    default:
      return {
        title: "The chat has stopped",
        text: "This page and the server do not understand each other any more. Loading the page again may help.",
        again: "Load again",
      };
  }
}

/** Why a message was not sent. */
export function notSent(error) {
  switch (error) {
    case "text_too_long":
      return "Too long to be sent.";
    case "text_required":
      return "There is nothing to send.";
    case "muted":
      return "You may only read at the moment.";
    case "forbidden":
      return "This is not allowed here.";
    case "target_not_found":
      return "What it answers is not there any more.";
    case "too_many_unacked":
      return "Too many messages wait already.";
    default:
      return "Not sent.";
  }
}

/**
 * What happened, for entries that are no messages; null for those that nobody wants to read. Names and reasons come as
 * `{said}`, to be kept from turning the sentence around them if they are written in another direction.
 */
export function event(entry, names, roleBefore) {
  const { type, name, was, reason, member, by } = entry;
  switch (type) {
    case "join":
      return [{ said: name }, " joined"];
    case "leave":
      return [{ said: name }, ` ${left[reason] ?? "left"}`];
    case "rename":
      return [{ said: was }, " is now called ", { said: name }];
    case "role":
      return names.of(member) ? [{ said: names.of(member) }, ` ${became(entry, roleBefore)}`] : null;
    case "room":
      return set(entry, by && names.of(by) ? { said: names.of(by) } : "Somebody");
    case "close":
      return reason ? ["The room was closed: ", { said: reason }] : ["The room was closed"];
    default:
      return null;
  }
}

function became({ role, by }, before) {
  switch (role) {
    case "owner":
      return by === null ? "looks after the room now" : "is an owner now";
    case "moderator":
      return before === "owner" ? "handed the room over" : "is a moderator now";
    case "muted":
      return "may only read now";
    default:
      return before === "muted" ? "may write again" : "is no moderator any more";
  }
}

/** Each setting that changed, in one sentence; null if people do not see any of them. */
function set({ title, locked, passphrase, slowModeMs, maxMembers }, who) {
  const parts = [];
  if (title !== undefined) {
    parts.push(title ? ["named the room “", { said: title }, "”"] : ["took the room’s name away"]);
  }
  if (locked !== undefined) {
    parts.push([locked ? "locked the room" : "unlocked the room"]);
  }
  if (passphrase !== undefined) {
    parts.push([passphrase ? "set a passphrase" : "took the passphrase away"]);
  }
  if (slowModeMs !== undefined) {
    parts.push([slowModeMs > 0 ? `allows one message every ${duration(slowModeMs)}` : "ended slow mode"]);
  }
  if (maxMembers !== undefined) {
    parts.push([`set room for ${maxMembers}`]);
  }
  return parts.length > 0 ? [who, " ", ...parts.flatMap((part, i) => (i > 0 ? [", ", ...part] : part))] : null;
}

function duration(ms) {
  const seconds = Math.ceil(ms / 1_000);
  const [count, unit] = seconds % 60 === 0 ? [seconds / 60, "minute"] : [seconds, "second"];
  return count === 1 ? unit : `${count} ${unit}s`;
}

/** Who is typing, in the same form. */
export function typing(names) {
  if (names.length === 0) {
    return [];
  }
  if (names.length > 3) {
    return ["Several people are typing…"];
  }
  const listed = new Intl.ListFormat("en").formatToParts(names);
  const parts = listed.map(({ type, value }) => (type === "element" ? { said: value } : value));
  return [...parts, names.length === 1 ? " is typing…" : " are typing…"];
}

export function charactersLeft(count) {
  const characters = Math.abs(count) === 1 ? "character" : "characters";
  return `${Math.abs(count)} ${characters} ${count >= 0 ? "left" : "too many"}`;
}

export function unread(count) {
  return count === 1 ? "1 new message" : `${count} new messages`;
}

const left = {
  timeout: "lost the connection",
  kicked: "was removed",
  banned: "was banned",
};

function because(text, reason) {
  return reason ? `${text}: ${reason}` : `${text}.`;
}
