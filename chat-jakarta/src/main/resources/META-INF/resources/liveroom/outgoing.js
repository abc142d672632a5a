import { ErrorCode, isTemporary, LocalCode } from "./codes.js";

const RETRY_AFTER_MS = 1_000;

/**
 * The messages of one room on their way out, in order. Each keeps its `cid` until it is answered, so that whatever is
 * sent again after a break is appended once.
 */
export class Outgoing {
  #connection;
  #send;
  #changed;
  #items = new Map();
  #on = false;
  #pause = null;

  /** `send(item, answered)` puts a message on the wire; `changed(item)` hears of each change of its status. */
  constructor(connection, send, changed) {
    this.#connection = connection;
    this.#send = send;
    this.#changed = changed;
  }

  /** What is not yet answered, oldest first. */
  get items() {
    return [...this.#items.values()].map(({ cid, text, replyTo, status }) => ({ cid, text, replyTo, status }));
  }

  /** Takes a message; with an `error` it is there only to be shown, and perhaps to be tried again. */
  add(fields, cid = newCid(), error = null) {
    const item = { ...fields, cid, status: error ? "failed" : "queued", error };
    this.#items.set(cid, item);
    this.#changed(item);
    this.pump();
    return item;
  }

  /** Sends a failed message again, after everything else that waits. */
  retry(cid) {
    const item = this.#items.get(cid);
    if (item?.status === "failed") {
      this.#items.delete(cid);
      this.add(item, cid);
    }
  }

  /** Forgets a failed message. */
  discard(cid) {
    if (this.#items.get(cid)?.status === "failed") {
      this.#items.delete(cid);
    }
  }

  /** Takes note that a message is in the room, whether its answer came or not. */
  settle(cid, offset) {
    const item = this.#items.get(cid);
    if (item) {
      this.#items.delete(cid);
      item.offset = offset;
      this.#become(item, "sent");
    }
  }

  resume() {
    this.#on = true;
    this.pump();
  }

  /** Holds everything back. What had no answer goes again, first. */
  stop() {
    this.#on = false;
    this.#connection.clock.clearTimeout(this.#pause);
    this.#pause = null;
    for (const item of this.#items.values()) {
      if (item.status === "sending") {
        this.#become(item, "queued");
      }
    }
  }

  pump() {
    for (const item of this.#items.values()) {
      if (!this.#on || this.#pause !== null) {
        return;
      }
      if (item.status === "queued") {
        if (!this.#connection.takeSlot()) {
          return;
        }
        this.#become(item, "sending");
        this.#send(item, (ok, error) => this.#answered(item, ok, error));
      }
    }
  }

  #answered(item, ok, error) {
    if (error?.code === LocalCode.DISCONNECTED) {
      return; // stop() follows and puts it back
    }
    if (!error) {
      this.settle(item.cid, ok.offset);
    } else if (this.#items.get(item.cid) === item) {
      if (isTemporary(error.code)) {
        this.#become(item, "queued");
        this.#hold(error.retryAfterMs ?? RETRY_AFTER_MS);
      } else {
        item.error = error.code;
        this.#become(item, "failed");
      }
    }
    if (error?.code !== LocalCode.REJECTED) {
      this.#connection.freeSlot();
    }
  }

  #hold(ms) {
    const clock = this.#connection.clock;
    clock.clearTimeout(this.#pause);
    this.#pause = clock.setTimeout(() => {
      this.#pause = null;
      this.pump();
    }, ms);
  }

  #become(item, status) {
    item.status = status;
    if (status !== "failed") {
      item.error = null;
    }
    this.#changed(item);
  }
}

/** Refuses here what the server would refuse, or null. */
export function textError(text, limits) {
  if (text.trim() === "") {
    return ErrorCode.TEXT_REQUIRED;
  }
  return limits && codePoints(text) > limits.text ? ErrorCode.TEXT_TOO_LONG : null;
}

/** What limits of texts and names count. */
export function codePoints(text) {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

/** Not crypto.randomUUID: browsers give that to pages over HTTPS only. */
function newCid() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
