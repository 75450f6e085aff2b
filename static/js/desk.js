// The desk by keyboard. Each key presses a button or a link that is on the page, the one with
// data-key; without this script they are there as well.

const cases = document.getElementById("cases");
const keys = document.getElementById("keys");
let current = null;

document.documentElement.classList.add("has-keys");

function all() {
  return [...cases.querySelectorAll(".case")];
}

function here() {
  const focused = document.activeElement.closest(".case");
  if (focused) return focused;
  return current?.isConnected ? current : null;
}

function go(target) {
  if (!target) return;
  current = target.matches(".case") ? target : current;
  target.focus();
  target.scrollIntoView({ block: "nearest" });
}

// The comment after or before a place in the list; at its end, the link that leads further.
function beside(place, step) {
  const list = all();
  if (!place) return list[0] ?? document.querySelector("[data-more]");
  const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const found = list.filter((item) => place.compareDocumentPosition(item) & side);
  if (step > 0) return found[0] ?? document.querySelector("[data-more]");
  return found.at(-1) ?? place;
}

function reject(details) {
  details.open = !details.open;
  if (details.open) details.querySelector("div button").focus();
}

function press(key) {
  const place = here();
  if (key === "j") return go(beside(place, 1));
  if (key === "k") return go(beside(place, -1));
  if (key === "?") return keys?.showModal();
  if (key === "u") return document.querySelector("#last-act [data-key=u]")?.click();
  if (!place) return undefined;
  if (key === "c") return place.querySelector(".pick input").click();
  const control = place.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (control?.matches("summary")) return reject(control.parentElement);
  if (control && !control.closest("details:not([open])")) control.click();
  return undefined;
}

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=checkbox]), [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || keys?.open) return;
  if (isTyping(event.target)) return;
  if (event.key === "Escape") {
    const opened = here()?.querySelector("details[open]");
    if (opened) opened.open = false;
    go(here());
  } else if (/^[a-z1-7?]$/.test(event.key)) {
    press(event.key);
  }
});

for (const button of document.querySelectorAll(".walk [data-key]")) {
  button.hidden = false;
  button.addEventListener("click", () => press(button.dataset.key));
}

const pickAll = document.getElementById("pick-all");
if (pickAll) {
  pickAll.parentElement.hidden = false;
  pickAll.addEventListener("change", () => {
    for (const box of cases.querySelectorAll(".pick input")) box.checked = pickAll.checked;
  });
}

// After an act the next comment has the focus; where this one stays on the page, it does.
document.body.addEventListener("htmx:afterSettle", (event) => {
  const id = event.detail.target?.id;
  const place = id?.startsWith("comment-") ? document.getElementById(id) : null;
  if (place) go(place.matches(".case") ? place : beside(place, 1));
});

function failed() {
  document.getElementById("failed").hidden = false;
}

document.body.addEventListener("htmx:responseError", failed);
document.body.addEventListener("htmx:sendError", failed);

document.addEventListener("focusin", (event) => {
  current = event.target.closest(".case") ?? current;
});
if (!location.hash) go(all()[0]);
