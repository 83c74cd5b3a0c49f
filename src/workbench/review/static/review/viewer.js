// The case file on the reviewer's desk: opens pages in place, shows them larger, and
// tells the rest of the desk what was selected.  Without it every link still works.
//
// Listens for clicks on [data-page] (with data-start, data-end, data-q) anywhere.
// Dispatches on document: openimr:shown {page}, openimr:selected {page, start, end,
// quote}; start and end count characters of the page's text as Python does, so that
// what lies beyond the basic plane is one and not two.

const ZOOMS = [50, 75, 100, 125, 150, 200, 300];
const KEYS_OFF = "openimr.viewer.keys";

const view = () => document.getElementById("page-view");
const points = (words) => Array.from(words).length;

// ---- opening pages ------------------------------------------------------------------

const live = document.createElement("p");
live.className = "unseen";
live.setAttribute("role", "status");
document.body.append(live);

let latest = 0;

function address(element) {
  const number = element.dataset.page;
  const own = element.getAttribute("href");
  const base = view()?.dataset.pages ?? element.closest("[data-pages]")?.dataset.pages;
  const link = own ?? (base ? `${base}${number}/` : null);
  if (link === null) return null;
  const url = new URL(link, location.href);
  for (const [name, as] of [["start", "start"], ["end", "end"], ["q", "q"]]) {
    if (element.dataset[name] !== undefined && !url.searchParams.has(as)) {
      url.searchParams.set(as, element.dataset[name]);
    }
  }
  return url;
}

async function open(url, keepFocus) {
  const mine = ++latest;
  const before = view();
  const zoom = before.dataset.zoom;
  if (zoom && zoom !== "100") url.searchParams.set("zoom", zoom);
  before.setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  } catch {
    answer = null;
  }
  if (mine !== latest) return;
  const words = answer?.ok && !answer.redirected ? await answer.text() : null;
  if (mine !== latest) return;
  const made = words && new DOMParser().parseFromString(words, "text/html").getElementById("page-view");
  if (!made) {
    location.assign(url); // logged out, ended, or our fault: the page itself says it
    return;
  }
  const focused = view().contains(document.activeElement) ? document.activeElement.id : null;
  const text = view().querySelector(".page-text")?.open;
  const old = view().dataset;
  if (old.pages && !made.dataset.pages) made.dataset.pages = old.pages;
  view().replaceWith(document.adoptNode(made));
  if (text && view().querySelector(".page-text")) view().querySelector(".page-text").open = true;
  if (location.pathname.includes("/pages/")) history.replaceState(null, "", url);
  started(url);
  if (focused !== null && !keepFocus) {
    (document.getElementById(focused) ?? view()).focus({ preventScroll: true });
  }
}

function started(url) {
  const shown = view();
  if (!shown?.dataset.number) return;
  shown.removeAttribute("aria-busy");
  shown.querySelectorAll("[data-help], [data-choose]").forEach((one) => one.removeAttribute("hidden"));
  const words = shown.querySelector("#page-words");
  if (words) {
    words.value = textOf(shown);
    words.setSelectionRange(0, 0);
    // Not "readonly", with which browsers show no caret and move none.
    words.addEventListener("beforeinput", (event) => event.preventDefault());
  }
  showKeys();
  live.textContent = shown.querySelector("#page-view-head")?.textContent ?? "";
  const asked = shown.querySelector("rect.asked") ?? shown.querySelector("rect.hit");
  const scroll = shown.querySelector(".page-scroll");
  if (asked && scroll) {
    const box = asked.getBoundingClientRect();
    const frame = scroll.getBoundingClientRect();
    scroll.scrollTop += box.top - frame.top - frame.height / 3;
    scroll.scrollLeft += Math.max(0, box.right - frame.right + 24);
  }
  const number = Number(shown.dataset.number);
  document.dispatchEvent(new CustomEvent("openimr:shown", { detail: { page: number, url: String(url) } }));
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const zoomed = event.target.closest?.("[data-zoom-by]");
  if (zoomed && view()?.contains(zoomed)) {
    event.preventDefault();
    zoomBy(Number(zoomed.dataset.zoomBy));
    return;
  }
  if (event.target.closest?.("[data-help]")) {
    help();
    return;
  }
  if (event.target.closest?.("[data-take]")) {
    take();
    return;
  }
  const asked = event.target.closest?.("[data-page]");
  const url = asked && view() ? address(asked) : null;
  if (url === null) return;
  event.preventDefault();
  open(url, !view().contains(asked));
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.(".page-jump");
  if (!form || !view()?.contains(form)) return;
  const number = Number(form.elements.number.value);
  if (!Number.isInteger(number) || number < 1) return;
  event.preventDefault();
  open(new URL(`${view().dataset.pages}${number}/`, location.href), false);
});

// ---- zoom, help, keys ---------------------------------------------------------------

function zoomTo(percent) {
  const picture = view()?.querySelector(".page-picture");
  if (!picture) return;
  view().dataset.zoom = String(percent);
  picture.setAttribute("width", `${percent}%`);
  view().querySelector("[data-zoom-shown]").textContent = String(percent);
}

function zoomBy(step) {
  const now = Number(view()?.dataset.zoom ?? 100);
  const fits = step > 0 ? ZOOMS.find((zoom) => zoom > now) : ZOOMS.findLast((zoom) => zoom < now);
  if (fits) zoomTo(fits);
}

function help() {
  // On the desk the keys of both sides stand in one list.
  const list = document.getElementById("desk-help") ?? document.getElementById("page-help");
  if (list && !list.open) list.showModal();
}

function showKeys() {
  document.querySelectorAll("[data-keys]").forEach((one) => (one.checked = keysWork()));
}

function keysWork() {
  try {
    return localStorage.getItem(KEYS_OFF) !== "off";
  } catch {
    return true; // a browser that keeps nothing
  }
}

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-keys]")) return;
  try {
    localStorage.setItem(KEYS_OFF, event.target.checked ? "on" : "off");
  } catch {
    // A browser that keeps nothing: the keys work, and the box says so.
  }
  showKeys();
});

const follow = (id) => document.getElementById(id)?.click();
const KEYS = {
  "[": () => follow("page-previous"),
  "]": () => follow("page-next"),
  "{": () => follow("page-document-before"),
  "}": () => follow("page-document-after"),
  "+": () => zoomBy(1),
  "-": () => zoomBy(-1),
  0: () => zoomTo(100),
  r: () => follow("page-turn"),
  t: toText,
  "?": help,
};

function toText() {
  const text = view()?.querySelector(".page-text");
  if (!text) return;
  text.open = !text.open;
  const to = text.open ? text.querySelector("#page-words") ?? text.querySelector("summary") : text.querySelector("summary");
  to?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = event.target;
  if (at.id === "page-words" && event.key === "Enter") {
    event.preventDefault();
    take();
    return;
  }
  if (at.closest?.("input, textarea, select, dialog, [contenteditable]") || document.querySelector("dialog[open]")) return;
  const act = KEYS[event.key];
  if (!act || !view()?.dataset.number || !keysWork()) return;
  event.preventDefault();
  act();
});

// ---- choosing words -----------------------------------------------------------------

function textOf(shown) {
  return Array.from(shown.querySelectorAll("[data-lines] > .line"), (line) => line.textContent).join("\n");
}

function choose(start, end) {
  const shown = view();
  const characters = Array.from(textOf(shown));
  while (start < end && /\s/.test(characters[start])) start += 1;
  while (end > start && /\s/.test(characters[end - 1])) end -= 1;
  if (start >= end || end > characters.length) return;
  const quote = characters.slice(start, end).join("");
  const number = Number(shown.dataset.number);
  const told = shown.querySelector("[data-chosen]");
  const brief = quote.length > 120 ? `${quote.slice(0, 60)} … ${quote.slice(-50)}` : quote;
  if (told) told.textContent = `Chosen on page ${number}: “${brief}”`;
  document.dispatchEvent(new CustomEvent("openimr:selected", { detail: { page: number, start, end, quote } }));
}

function take() {
  const words = view()?.querySelector("#page-words");
  if (!words) return;
  const before = points(words.value.slice(0, words.selectionStart));
  choose(before, before + points(words.value.slice(words.selectionStart, words.selectionEnd)));
}

// Offset of a place of the document in the text of the page, or null outside of it.
function offsetIn(element, container, offset, atEnd) {
  const first = Number(element.dataset.s);
  if (!element.contains(container)) return first + (atEnd ? points(element.textContent.trimEnd()) : 0);
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(container, offset);
  return first + Math.min(points(range.toString()), points(element.textContent.trimEnd()));
}

function selected() {
  const span = selectedSpan();
  if (span) choose(...span);
}

function selectedSpan() {
  const selection = document.getSelection();
  const shown = view();
  if (!shown || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const home = range.commonAncestorContainer;
  const inside = shown.contains(home) ? (home.nodeType === 1 ? home : home.parentElement) : null;
  const layer = inside?.closest(".words, [data-lines]") ?? null;
  if (!layer) return null;
  const touched = Array.from(layer.querySelectorAll("[data-s]")).filter((one) => range.intersectsNode(one));
  if (touched.length === 0) return null;
  const start = offsetIn(touched[0], range.startContainer, range.startOffset, false);
  const end = offsetIn(touched.at(-1), range.endContainer, range.endOffset, true);
  return [start, end];
}

// Lines of the picture are far from each other in the document: what is copied is
// the text of the page and not what the browser makes of them.
document.addEventListener("copy", (event) => {
  const span = selectedSpan();
  if (!span || event.target.closest?.("textarea, input")) return;
  event.clipboardData.setData("text/plain", Array.from(textOf(view())).slice(...span).join(""));
  event.preventDefault();
});

let dragging = false;
document.addEventListener("pointerdown", (event) => {
  dragging = Boolean(view()?.contains(event.target));
});
document.addEventListener("pointerup", () => {
  if (dragging) setTimeout(selected);
  dragging = false;
});
document.addEventListener("keyup", (event) => {
  if (event.shiftKey && event.key.startsWith("Arrow")) selected();
});

// ---- the start ----------------------------------------------------------------------

if (view()?.dataset.number) started(new URL(location.href));
else if (view()?.dataset.first && view().dataset.pages) {
  open(new URL(`${view().dataset.pages}${view().dataset.first}/`, location.href), true);
}
