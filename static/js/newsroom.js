// What the comment form gains from a script: it remembers its author in this browser, keeps a
// draft, counts the seconds of writing and is not sent twice. Without it the form works as well.

const AUTHOR = "newsroom:author";
const SENT = "newsroom:sent";
const QUIET_MS = 4000;

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
  });
}

// A draft is the text and when its first key was pressed. It stays in this tab; one for each
// comment that is replied to. What the server sent back in the field is newer than the draft.
function keepDraft(form) {
  const { text, elapsed, parent } = form.elements;
  const key = `newsroom:draft:${form.action}:${parent.value}`;
  const before = Number(elapsed.value) || 0;
  const draft = read("sessionStorage", key);
  let start = null;
  if (draft && !text.value) {
    text.value = draft.text;
    start = draft.start;
  }
  form.addEventListener("input", () => {
    start ??= Date.now();
    write("sessionStorage", key, text.value ? { text: text.value, start } : null);
  });
  form.addEventListener("submit", () => {
    if (start) elapsed.value = before + Math.max(0, Math.floor((Date.now() - start) / 1000));
    write("sessionStorage", SENT, key);
  });
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

dropDraftOfSent();
for (const form of document.querySelectorAll("form[data-comment-form]")) {
  sendOnce(form);
  rememberAuthor(form);
  keepDraft(form);
}
