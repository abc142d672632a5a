import { checkAll, CHECKS } from "./checks.js";
import { Way } from "./way.js";

const WORDS = { pending: "Checking…", ok: "OK", warning: "Warning", bad: "Wrong", skipped: "Not checked" };

const main = document.getElementById("way");
const summary = document.getElementById("summary");
const progress = document.getElementById("progress");
const results = {};

function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

/** The page has what is looked at; here is room for what was found. */
function complete(check) {
  const row = document.getElementById(check);
  row.querySelector("strong").after(" ", element("span", "state"));
  row.querySelector(".why").append(element("span", "measured"));
  row.append(element("p", "advice"));
}

function show(check, state, measured = "", advice = "") {
  const row = document.getElementById(check);
  row.dataset.state = state;
  row.querySelector(".state").textContent = WORDS[state];
  row.querySelector(".measured").textContent = measured;
  const words = row.querySelector(".advice");
  words.textContent = advice;
  words.hidden = advice === "";
}

function tell(check, ...result) {
  results[check] = result;
  progress.value = Object.keys(results).length;
  show(check, ...result);
}

function count(state) {
  return Object.values(results).filter(([each]) => each === state).length;
}

/** What is wrong first; nothing is said of what there is none of. */
function sum() {
  const parts = [
    [count("bad"), "wrong"],
    [count("warning"), count("warning") === 1 ? "warning" : "warnings"],
    [count("skipped"), "not checked"],
    [count("ok"), "OK"],
  ];
  return parts
    .filter(([many]) => many > 0)
    .map(([many, what]) => `${many} ${what}`)
    .join(", ");
}

function millis(name) {
  return Number(main.dataset[name]) * 1000;
}

async function copy() {
  const line = document.getElementById("line");
  try {
    await navigator.clipboard.writeText(line.value);
  } catch {
    line.select(); // no clipboard over plain HTTP, or forbidden
    document.execCommand("copy");
  }
  summary.textContent = "Copied.";
}

CHECKS.forEach((check) => {
  complete(check);
  show(check, "pending");
});
progress.max = CHECKS.length;
progress.hidden = false;
summary.textContent = `Checking. It takes about ${main.dataset.idleSeconds} seconds.`;

await checkAll(
  new Way({
    page: location.href,
    idleMs: millis("idleSeconds"),
    patienceMs: millis("patienceSeconds"),
    streamMs: millis("streamSeconds"),
    tell,
    environment: {
      WebSocket,
      fetch: (...request) => fetch(...request),
      now: () => performance.now(),
      date: () => Date.now(),
      setTimeout: (run, ms) => setTimeout(run, ms),
      clearTimeout: (timer) => clearTimeout(timer),
      httpVersion: () => performance.getEntriesByType("navigation")[0]?.nextHopProtocol ?? "",
      isLocal: isSecureContext,
    },
  }),
);

progress.hidden = true;
summary.textContent = `Done: ${sum()}.`;
const checks = Object.fromEntries(CHECKS.map((check) => [check, results[check].slice(0, 2).filter(Boolean).join(": ")]));
document.getElementById("line").value = JSON.stringify({
  at: new Date().toISOString(),
  page: location.origin + location.pathname,
  browser: navigator.userAgent,
  seconds: Number(main.dataset.idleSeconds),
  checks,
});
document.getElementById("copy").addEventListener("click", copy);
document.getElementById("again").addEventListener("click", () => location.reload());
document.getElementById("report").hidden = false;
