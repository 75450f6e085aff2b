// What the comments gain from a script: the form opens under the comment that is replied to, keeps
// drafts, remembers its author in this browser, counts what is left, measures the seconds of
// writing and is not sent twice; more comments come without a new page. All works without it.

const AUTHOR = "newsroom:author";
const SENT = "newsroom:sent";
const PASS = "newsroom:pass";
const QUIET_MS = 4000;
const NEAR_THE_END = 300;

// Storage may be blocked or full; then nothing is remembered, and nothing breaks.
function read(store, key) {
  try {
    return JSON.parse(window[store].getItem(key));
  } catch {
    return null;
  }
}

function write(store, key, value) {
  try {
    if (value === null) window[store].removeItem(key);
    else window[store].setItem(key, JSON.stringify(value));
  } catch {
    // See above.
  }
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

// What is told to those who do not see the page, with all words in the page's language; a # in
// them stands for a number or a name.
const said = document.querySelector("#said");
const words = said?.dataset ?? {};

function fill(text, what) {
  return (text ?? "").replace("#", what);
}

function say(text) {
  if (said) said.textContent = text;
}

// After erasure nothing of the reader stays in the browser either.
function forgetReader() {
  if (!document.querySelector("[data-forget]")) return;
  for (const key of [PASS, AUTHOR]) write("localStorage", key, null);
}

function carryPass() {
  const given = document.querySelector("[data-pass]")?.dataset.pass;
  if (given) write("localStorage", PASS, given);
  const pass = read("localStorage", PASS);
  if (!pass) return;
  for (const field of document.querySelectorAll("input[name=pass]")) {
    field.value ||= pass;
    field.form.hidden = false;
  }
}

function rememberAuthor(form) {
  const row = form.querySelector("[data-remember]");
  const box = row?.querySelector("input");
  if (!box) return;
  const { name, email } = form.elements;
  const saved = read("localStorage", AUTHOR);
  if (saved) {
    name.value ||= saved.name;
    email.value ||= saved.email;
    box.checked = true;
  }
  row.hidden = false;
  form.addEventListener("submit", () => {
    const author = { name: name.value, email: email.value };
    write("localStorage", AUTHOR, box.checked ? author : null);
    if (saved && !box.checked) write("localStorage", PASS, null);
  });
}

// A draft is the text and when its first key was pressed. It stays in this tab; one for each
// comment that is replied to. What the server sent back in the field is newer than the draft.
// Returns what takes the form to another comment: its draft goes, that one's comes.
function keepDrafts(form) {
  const { text, elapsed, parent } = form.elements;
  const drafts = {};
  let before = Number(elapsed.value) || 0;
  let key;
  let start;
  const keep = () => {
    drafts[key] = text.value ? { text: text.value, start } : null;
    write("sessionStorage", key, drafts[key]);
  };
  const take = () => {
    key = `newsroom:draft:${form.action}:${parent.value}`;
    const draft = drafts[key] ?? read("sessionStorage", key);
    start = null;
    if (draft && !text.value) {
      text.value = draft.text;
      start = draft.start;
    }
  };
  take();
  form.addEventListener("input", () => {
    start ??= Date.now();
    keep();
  });
  form.addEventListener("submit", () => {
    if (start) elapsed.value = before + Math.max(0, Math.floor((Date.now() - start) / 1000));
    write("sessionStorage", SENT, key);
  });
  return (pk) => {
    keep();
    parent.value = pk;
    text.value = "";
    before = 0;
    take();
    text.dispatchEvent(new Event("change"));
  };
}

function dropDraftOfSent() {
  const key = read("sessionStorage", SENT);
  if (!key || !document.querySelector("[data-held]")) return;
  write("sessionStorage", key, null);
  write("sessionStorage", SENT, null);
}

// A second click within a few seconds is the same click. The button is never disabled, and is
// itself again when the reader comes back or the sending was stopped.
function sendOnce(form) {
  const button = form.querySelector("[type=submit]");
  let sentAt = 0;
  const reset = () => {
    sentAt = 0;
    button.removeAttribute("aria-busy");
  };
  form.addEventListener("submit", (event) => {
    if (Date.now() - sentAt < QUIET_MS) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sentAt = Date.now();
    button.setAttribute("aria-busy", "true");
    setTimeout(reset, QUIET_MS);
  });
  window.addEventListener("pageshow", reset);
}

// Counted as the server counts: in characters, not in halves of them.
function countDown(text) {
  const most = Number(text.dataset.longest);
  const note = make("p", { className: "form-text" });
  let wasNear = false;
  const count = () => {
    const left = most - [...text.value].length;
    const isNear = left <= NEAR_THE_END;
    note.textContent = !isNear ? "" : left < 0 ? fill(words.over, -left) : fill(words.left, left);
    if (isNear && !wasNear) say(fill(words.left, left));
    wasNear = isNear;
  };
  text.after(note);
  text.addEventListener("input", count);
  text.addEventListener("change", count);
  count();
}

function replyInPlace(form, goTo) {
  const section = form.closest("#respond");
  const talk = section?.parentElement;
  if (!talk?.querySelector("#comments")) return;
  const heading = section.querySelector("h2");
  const title = heading.textContent;
  const cancel = make("button", { type: "button", className: "btn btn-quiet" });
  cancel.textContent = words.cancel;
  let opener = null;
  const open = (link) => {
    const comment = link.closest(".comment");
    const whom = link.getAttribute("aria-label");
    opener = link;
    goTo(comment.id.replace("comment-", ""));
    section.querySelector("[data-answered]")?.remove();
    heading.textContent = whom;
    form.querySelector("[type=submit]").after(cancel);
    link.closest("article").after(section);
    form.elements.text.focus();
    say(fill(words.under, whom));
  };
  talk.addEventListener("click", (event) => {
    const link = event.target.closest("a.reply");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  cancel.addEventListener("click", () => {
    goTo("");
    heading.textContent = title;
    cancel.remove();
    talk.append(section);
    opener.focus();
    say(words.below);
  });
}

async function showMore(link) {
  link.setAttribute("aria-busy", "true");
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const items = [...page.querySelector("#thread > ol").children];
  const next = page.querySelector(".pager [rel=next]");
  document.querySelector("#thread > ol").append(...items);
  if (next) link.replaceWith(next);
  else link.remove();
  const first = items[0].querySelector("article");
  first.tabIndex = -1;
  first.focus();
  say(fill(words.more, items.length));
}

dropDraftOfSent();
forgetReader();
carryPass();
for (const form of document.querySelectorAll("form[data-comment-form]")) {
  sendOnce(form);
  rememberAuthor(form);
  replyInPlace(form, keepDrafts(form));
  countDown(form.elements.text);
}
document.addEventListener("click", (event) => {
  const link = event.target.closest(".pager [rel=next]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showMore(link).catch(() => location.assign(link.href));
});
