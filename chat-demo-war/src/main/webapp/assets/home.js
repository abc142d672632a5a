/** The forms work without this script; it only remembers, tells what the page before had to say, and reads links. */
import { forgetTab, rememberedName, takeNotice } from "./tab.js";

const form = document.querySelector("form");
const name = document.querySelector("#name");
const code = document.querySelector("#code");
const notice = document.querySelector("#notice");

const word = takeNotice();
if (word && notice.hidden) {
  notice.textContent = word;
  notice.hidden = false;
}

if (name.value === "" && name.ariaInvalid !== "true") {
  name.value = rememberedName();
  if (name.value !== "" && code && name.autofocus) {
    code.focus(); // the browser may not have come to autofocus yet: then it leaves it at this
  }
}

code?.addEventListener("input", () => {
  const link = /\/r\/([^/?#;]+)/.exec(code.value);
  if (link) {
    code.value = link[1];
  }
});

form.addEventListener("submit", forgetTab);
