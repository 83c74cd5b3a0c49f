// The right side of the reviewer's desk: words marked on a page go into the forms, marks
// of sources into the text, and single keys lead about.  Every form works without this.

const KEYS_OFF = "openimr.viewer.keys"; // one switch for the keys of page and desk
const one = (query, within = document) => within.querySelector(query);
const all = (query, within = document) => Array.from(within.querySelectorAll(query));

// ---- words that were marked on a page -------------------------------------------------

let marked = null;
document.addEventListener("openimr:selected", (event) => {
  marked = event.detail;
  for (const group of all("[data-chosen-words]")) fill(group);
});

function fill(group) {
  if (marked === null) return;
  for (const [name, value] of [["words", marked.quote], ["page", marked.page], ["start", marked.start], ["end", marked.end]]) {
    const field = one(`[name="${name}"]`, group);
    if (field) field.value = value;
  }
}

// Where page and item do not stand side by side, a page that was asked for comes into view.
let asked = false;
document.addEventListener("click", (event) => {
  asked = Boolean(event.target.closest?.(".desk-item a[data-page]"));
});
document.addEventListener("openimr:shown", () => {
  if (asked && matchMedia("(max-width: 64rem)").matches) one("#page-view").scrollIntoView({ block: "start" });
  asked = false;
});

// ---- marks of sources into the text -----------------------------------------------------

for (const button of all("[data-mark]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = one("#text");
    const mark = ` [${button.dataset.mark}]`;
    text.setRangeText(mark, text.selectionStart, text.selectionEnd, "end");
    changed = text.form;
    text.focus();
  });
}

// ---- which form was changed last --------------------------------------------------------

let changed = null;
let leaving = false;
document.addEventListener("input", (event) => {
  if (event.target.form?.closest(".desk-item")) changed = event.target.form;
});
document.addEventListener("submit", () => {
  leaving = true;
});
window.addEventListener("beforeunload", (event) => {
  const text = one("#text");
  if (!leaving && text && text.value !== text.defaultValue) event.preventDefault();
});

// ---- keys -------------------------------------------------------------------------------

const criteria = () => all("[data-criterion]");
const current = () => document.activeElement?.closest?.("[data-criterion]") ?? null;

function keysWork() {
  try {
    return localStorage.getItem(KEYS_OFF) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

function step(by) {
  const found = criteria();
  if (found.length === 0) return;
  const at = found.indexOf(current());
  const to = at < 0 ? (by > 0 ? 0 : found.length - 1) : Math.min(Math.max(at + by, 0), found.length - 1);
  reach(found[to]);
}

function reach(element) {
  if (!element) return;
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (around.tagName === "DETAILS") around.open = true;
  }
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
}

const passed = new WeakMap();
function evidence() {
  const within = current() ?? criteria()[0];
  if (!within) return;
  const links = all("a[data-page]", within);
  if (links.length === 0) return;
  const next = (passed.get(within) ?? -1) + 1;
  passed.set(within, next % links.length);
  if (current() === null) reach(within);
  const link = links[next % links.length];
  if (link.closest("details")) link.closest("details").open = true;
  link.click();
}

function judge(number) {
  const within = current();
  const form = within && one(".override", within);
  if (!form) return;
  form.open = true;
  const choice = number ? one(`[data-status="${number}"]`, form) : null;
  if (choice) {
    choice.checked = true;
    changed = choice.form;
    one("textarea", form).focus();
  } else {
    one("input[type=radio]", form).focus();
  }
}

function form(id, field) {
  const place = one(id);
  if (!place) return;
  if (place.tagName === "DETAILS") place.open = true;
  reach(one(field, place) ?? place);
}

function save() {
  if (changed?.isConnected) changed.requestSubmit();
}

function follow(query) {
  one(query)?.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  e: evidence,
  o: () => judge(0),
  1: () => judge(1),
  2: () => judge(2),
  3: () => judge(3),
  f: () => {
    const group = one("#add-fact [data-chosen-words]");
    if (group) fill(group);
    form("#add-fact", marked === null ? "[name=words]" : "[name=fact]");
  },
  w: () => form("#words", "#text"),
  d: () => form("#decision", "input[type=radio]"),
  n: () => follow("[data-next]"),
  p: () => follow("[data-previous]"),
  c: () => reach(one("#checks")),
  g: () => follow("[data-sign]"),
  s: save,
  "?": help,
};

function help() {
  const dialog = one("#desk-help");
  const keys = one("[data-keys]", dialog);
  keys.checked = keysWork();
  dialog.showModal();
}

// Before the keys of the page, whose help is part of this one.
document.addEventListener(
  "keydown",
  (event) => {
    const at = event.target;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && at.form?.closest(".desk-item")) {
      event.preventDefault();
      at.form.requestSubmit();
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (at.closest?.("input, textarea, select, dialog, [contenteditable]") || one("dialog[open]")) return;
    const act = KEYS[event.key];
    if (!act || !keysWork()) return;
    event.preventDefault();
    act();
  },
  true,
);

for (const button of all("[data-desk-help]")) {
  button.hidden = false;
  button.addEventListener("click", help);
}

// ---- where the page leads back to -------------------------------------------------------

const problem = one("#problem");
if (problem) {
  const refused = one(".errorlist");
  reach(refused?.closest("form")?.querySelector("[aria-invalid], textarea, input:not([type=hidden])") ?? problem);
} else if (location.hash.length > 1) {
  reach(document.getElementById(decodeURIComponent(location.hash.slice(1))));
}
