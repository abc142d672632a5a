const SAY_AGAIN_MS = 3_000;
const STOP_AFTER_MS = 5_000;
const FORGET_AFTER_MS = 6_000;

/** Who is typing: says it of oneself not too often, and forgets it of others after a while. */
export class Signals {
  #clock;
  #say;
  #changed;
  #saidAt = -Infinity;
  #stopTimer = null;
  #others = new Map();

  /** `say(on)` sends; `changed(ids)` hears who else is typing. */
  constructor(clock, say, changed) {
    this.#clock = clock;
    this.#say = say;
    this.#changed = changed;
  }

  /** The ids of those who type. */
  get typing() {
    return [...this.#others.keys()];
  }

  type(on) {
    this.#clock.clearTimeout(this.#stopTimer);
    const since = this.#clock.now() - this.#saidAt;
    if (on) {
      this.#stopTimer = this.#clock.setTimeout(() => this.type(false), STOP_AFTER_MS);
      if (since >= SAY_AGAIN_MS) {
        this.#saidAt = this.#clock.now();
        this.#say(true);
      }
    } else if (since < FORGET_AFTER_MS) {
      this.#saidAt = -Infinity;
      this.#say(false);
    }
  }

  /** A message says by itself that its author no longer types. */
  sent() {
    this.#clock.clearTimeout(this.#stopTimer);
    this.#saidAt = -Infinity;
  }

  heard(member, on) {
    if (!on) {
      this.stopped(member);
      return;
    }
    this.#clock.clearTimeout(this.#others.get(member));
    this.#others.set(
      member,
      this.#clock.setTimeout(() => this.stopped(member), FORGET_AFTER_MS),
    );
    this.#changed(this.typing);
  }

  stopped(member) {
    if (this.#others.has(member)) {
      this.#clock.clearTimeout(this.#others.get(member));
      this.#others.delete(member);
      this.#changed(this.typing);
    }
  }

  /** Ends everything, when there is nobody to tell. */
  clear() {
    this.#clock.clearTimeout(this.#stopTimer);
    this.#saidAt = -Infinity;
    for (const timer of this.#others.values()) {
      this.#clock.clearTimeout(timer);
    }
    if (this.#others.size > 0) {
      this.#others.clear();
      this.#changed([]);
    }
  }
}
