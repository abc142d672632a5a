/** What the room page tells people. Codes of the protocol are never shown. */

export const state = {
  connecting: "Connecting…",
  lost: "Connection lost. Trying again…",
  back: "Connected again",
};

export const gap = "Some messages may be missing here.";

/** How a stay ended. `then` is the next step: `home` at once, `name` for another name, or a choice on the page. */
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
      return { title: "This room has a passphrase", text: "This page cannot ask for it yet." };
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
    default:
      return "Not sent.";
  }
}

/**
 * What happened, for entries that are no messages; null for those that nobody wants to read. Names and reasons come as
 * `{said}`, to be kept from turning the sentence around them if they are written in another direction.
 */
export function event({ type, name, was, reason }) {
  switch (type) {
    case "join":
      return [{ said: name }, " joined"];
    case "leave":
      return [{ said: name }, ` ${left[reason] ?? "left"}`];
    case "rename":
      return [{ said: was }, " is now called ", { said: name }];
    case "close":
      return reason ? ["The room was closed: ", { said: reason }] : ["The room was closed"];
    default:
      return null;
  }
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
