const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/** How long to wait before the next attempt: anything up to a bound that doubles; clients do not come back as one. */
export class Backoff {
  #random;
  #attempts = 0;

  constructor(random = Math.random) {
    this.#random = random;
  }

  /** How many attempts there were since the last reset. */
  get attempts() {
    return this.#attempts;
  }

  /** The wait before the next attempt; `spreadMs` is what a server asked for, or null. */
  next(spreadMs = null) {
    const bound = spreadMs ?? Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(this.#attempts, 10));
    this.#attempts++;
    return this.#random() * bound;
  }

  reset() {
    this.#attempts = 0;
  }
}
