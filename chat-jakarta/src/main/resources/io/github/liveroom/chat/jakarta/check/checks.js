import { checkSocket, checkStream } from "./connections.js";
import { because } from "./way.js";

/** All of them, in the page's order. */
export const CHECKS = [
  ...["tls", "http", "headers"],
  ...["server", "scheme", "host", "origin", "proxy", "cookies", "clock"],
  ...["socket", "subprotocol", "frame", "idle"],
  ...["stream", "posts", "large-post", "stream-idle"],
];

const SEEN = ["scheme", "host", "origin", "proxy", "cookies", "clock"];
const LATE_MS = 2_000;
const WRONG_MS = 60_000;

/** From all sides at once; ends with the last of them. */
export async function checkAll(way) {
  const seen = checkServer(way);
  await Promise.all([checkPage(way), seen, checkSocket(way, seen), checkStream(way, seen)]);
}

async function checkPage(way) {
  const { page, environment, tell } = way;
  const secure = page.protocol === "https:";
  if (secure) {
    tell("tls", "ok", "https");
  } else if (environment.isLocal) {
    tell("tls", "warning", "http, on this machine", "Open this page at the address that visitors have.");
  } else {
    tell("tls", "bad", "http", "Others can read and change what is said here: put TLS in front, at the proxy or the container.");
  }
  const version = environment.httpVersion();
  if (secure && version === "http/1.1") {
    const why = "A browser opens six connections at a time to a server, and each tab that gets no WebSocket takes one: switch HTTP/2 on.";
    tell("http", "warning", version, why);
  } else {
    tell("http", "ok", version || "not known");
  }
  const answer = await way.ask(page.href);
  const policy = answer?.headers.get("Content-Security-Policy") ?? "none";
  const kept = policy.startsWith("default-src 'none'") && answer.headers.get("X-Content-Type-Options") === "nosniff";
  if (kept && !policy.includes(", ")) {
    tell("headers", "ok", "as they were sent");
  } else {
    const why = "The proxy has to leave Content-Security-Policy and X-Content-Type-Options as they are, and add none of its own.";
    tell("headers", "warning", "changed", why);
  }
}

/** Gives back what the server says that it sees, or null. */
async function checkServer(way) {
  const { environment, tell } = way;
  const asked = environment.date();
  const answer = await way.ask(way.page.href, { method: "POST" });
  const answered = environment.date();
  const seen = answer?.ok ? await answer.json().catch(() => null) : null;
  if (!seen) {
    const status = answer?.status ?? 0;
    const why = answer?.ok ? "Somebody else answers than the server." : because(status);
    tell("server", "bad", status ? `status ${status}` : "no answer", why);
    way.skip(SEEN, "The server did not answer.");
    return null;
  }
  tell("server", "ok", `${answered - asked} ms`);
  checkOrigin(way, seen);
  checkProxy(way, seen);
  checkCookies(way, seen);
  checkClock(way, seen.time, asked, answered);
  return seen;
}

function checkOrigin({ page, tell }, { origin, scheme, host }) {
  if (origin === "missing") {
    const why = "Something on the way takes the header Origin out: let it pass.";
    tell("origin", "bad", "none arrives", why);
    ["scheme", "host"].forEach((check) => tell(check, "skipped", "", why));
    return;
  }
  const own = `set public-origin to ${page.origin}`;
  if (origin === "allowed") {
    tell("origin", "ok", page.origin);
  } else {
    tell("origin", "bad", "refused", `Pages of this address may not connect: ${own}, or put right what is wrong above.`);
  }
  if (scheme) {
    tell("scheme", "ok", page.protocol.slice(0, -1));
  } else {
    const why = `The server takes itself to be seen at another scheme: ${own}, or name the proxy in trusted-proxies and have it set X-Forwarded-Proto.`;
    tell("scheme", "bad", "another", why);
  }
  if (host) {
    tell("host", "ok", page.host);
  } else {
    const why = `The server takes itself to be seen at another host or port: ${own}, or have the proxy pass Host on (nginx: proxy_set_header Host $http_host).`;
    tell("host", "bad", "another", why);
  }
}

function checkProxy({ tell }, { proxied }) {
  switch (proxied) {
    case "untrusted":
      return tell(
        "proxy",
        "bad",
        "not believed",
        "Headers such as X-Forwarded-For come from an address that is not in trusted-proxies: all visitors share the limits of one address.",
      );
    case "silent":
      return tell(
        "proxy",
        "warning",
        "says nothing",
        "The request came from an address in trusted-proxies, without X-Forwarded-For: all visitors share the limits of one address.",
      );
    case "trusted":
      return tell("proxy", "ok", "believed");
    default:
      return tell("proxy", "ok", "no proxy shows", "If there is one, it has to say whose request it is, in X-Forwarded-For.");
  }
}

function checkCookies({ page, tell }, { cookies }) {
  const secure = page.protocol === "https:";
  const measured = cookies === "secure" ? "Secure" : "not Secure";
  if (secure === (cookies === "secure")) {
    tell("cookies", "ok", measured);
  } else if (secure) {
    tell("cookies", "warning", measured, `Cookies would go without TLS too, if asked for: set public-origin to ${page.origin}.`);
  } else {
    tell("cookies", "bad", measured, "Browsers send no Secure cookie over plain http: use https, or change public-origin.");
  }
}

function checkClock({ tell }, time, asked, answered) {
  const apart = Math.abs(time - (asked + answered) / 2);
  const certain = Math.max(0, apart - (answered - asked) / 2);
  const measured = `${Math.round(apart / 100) / 10} s apart`;
  if (certain <= LATE_MS) {
    tell("clock", "ok", measured);
  } else {
    const why = "The clocks of this machine and of the server differ: run NTP on both. Times of messages are the server's.";
    tell("clock", certain <= WRONG_MS ? "warning" : "bad", measured, why);
  }
}
