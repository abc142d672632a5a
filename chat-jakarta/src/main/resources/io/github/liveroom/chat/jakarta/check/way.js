/**
 * The way from a page to the server, and what a look at it takes: `idleMs` for which silence has to last, `patienceMs` for an
 * answer, `streamMs` for the first line of a stream, and `tell(check, state, measured, advice)`, where a state is `ok`, `warning`,
 * `bad` or `skipped`.
 */
export class Way {
  constructor({ page, idleMs, patienceMs, streamMs, environment, tell }) {
    this.page = new URL(page);
    this.idleMs = idleMs;
    this.patienceMs = patienceMs;
    this.streamMs = streamMs;
    this.environment = environment;
    this.tell = tell;
  }

  /** Beside the page; with what shows who the visitor is, if that is in the page's own address. */
  at = (name) => new URL(name + this.page.search, this.page).href;

  /** The answer, or null if there is none in time. */
  async ask(url, options = {}) {
    const { environment, patienceMs } = this;
    const late = new AbortController();
    const timer = environment.setTimeout(() => late.abort(), patienceMs);
    try {
      return await environment.fetch(url, { cache: "no-store", ...options, signal: late.signal });
    } catch {
      return null;
    } finally {
      environment.clearTimeout(timer);
    }
  }

  skip(checks, why) {
    checks.forEach((check) => this.tell(check, "skipped", "", why));
  }
}

/** What a status that nobody here gives means; 0 is none at all. */
export function because(status) {
  switch (status) {
    case 0:
      return "Nothing comes back: a firewall, a filter or an extension of this browser blocks it.";
    case 404:
      return "It is not there: the proxy has to pass the path on as it is, with its prefix, to the application.";
    case 429:
      return "This address has begun too many connections: wait a minute, and check again.";
    case 502:
    case 503:
    case 504:
      return "The proxy does not reach the server, or the server is full.";
    default:
      return "Something on the way, or a filter of the application, refuses it.";
  }
}
