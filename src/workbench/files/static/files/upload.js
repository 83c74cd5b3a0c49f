/* Sends the files of a form in pieces, so that a lost network or a closed page costs one
   piece and not the file. Without this script the form sends its files by itself.

   A form says where by data-uploads; it holds one <input type="file"> and a hidden field
   "uploads", which is given the ids of what was sent. What is checked: each piece by its
   SHA-256, and at the end the order and sameness of all pieces by a hash of their hashes.
   A browser offers hashes on safe pages only (https, or this machine); elsewhere nothing
   is checked but the size. */

const PIECE = 4 * 1024 * 1024;
const LONGEST_WAIT = 30000;
const MEMORY = "openimr-upload-";
const hex = (bytes) => [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes) => (crypto.subtle ? hex(await crypto.subtle.digest("SHA-256", bytes)) : "");
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/* After a log-in in another tab the token of this page is stale; the cookie's is not. */
const freshToken = (field) => {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (found) field.value = found[1];
  return field.value;
};

/* A page in another language gives its words in data-words of the form. */
const WORDS = {
  away: "The network is away; it goes on by itself.",
  logged_out: "You are logged out. Log in again in another tab; it goes on by itself.",
  unwell: "The site is not well; trying again.",
  refused: "The file was refused.",
  unreadable: "The file could not be read.",
  part: "{done} of {all}",
  whole: "{all}, sent and checked",
  remove: "Remove",
  drop: "Files can also be dropped here. They are sent at once, and go on where they stopped.",
  empty: "{name} is empty and was left out.",
  here: "{done} of {all} files are here.",
  wait: "It goes on by itself when every file is here.",
};
const given = document.querySelector("form[data-words]");
const words = given ? JSON.parse(given.dataset.words) : WORDS;
const say = (key, blanks = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => blanks[name]);

class Refused extends Error {}

function pause(wait) {
  return new Promise((done) => {
    const timer = setTimeout(end, wait);
    function end() {
      clearTimeout(timer);
      removeEventListener("online", end);
      done();
    }
    addEventListener("online", end);
  });
}

/* The names of files may name people: what is remembered between visits is a hash. */
async function memoryOf(file) {
  const told = new TextEncoder().encode(`${file.name}\n${file.size}\n${file.lastModified}`);
  return MEMORY + ((await sha256(told)) || `${file.size}-${file.lastModified}`);
}

class Sending {
  constructor(file, base, token, row) {
    Object.assign(this, { file, base, token, row, id: null, dropped: false });
  }

  async ask(path, options = {}) {
    for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      if (this.dropped) throw new Refused("");
      let answer = null;
      try {
        const headers = { "X-CSRFToken": freshToken(this.token), Accept: "application/json", ...options.headers };
        answer = await fetch(this.base + path, { ...options, headers, redirect: "manual" });
      } catch (lost) {
        this.row.tell(say("away"));
      }
      if (answer && (answer.type === "opaqueredirect" || answer.status === 403)) {
        this.row.tell(say("logged_out"));
      } else if (answer && answer.status < 500 && answer.status !== 429) {
        return answer;
      } else if (answer) {
        this.row.tell(say("unwell"));
      }
      await pause(wait);
    }
  }

  async told(path, options) {
    const answer = await this.ask(path, options);
    const said = await answer.json();
    if (!answer.ok) throw new Refused((!given && said.error) || say("refused"));
    return said;
  }

  async open() {
    const memory = await memoryOf(this.file);
    const known = localStorage.getItem(memory);
    if (known) {
      const answer = await this.ask(`${known}/`);
      if (answer.ok) return answer.json();
      localStorage.removeItem(memory);
    }
    const asked = JSON.stringify({ name: this.file.name, size: this.file.size });
    const headers = { "Content-Type": "application/json" };
    const begun = await this.told("", { method: "POST", body: asked, headers });
    localStorage.setItem(memory, begun.id);
    return begun;
  }

  async send() {
    let state = await this.open();
    this.id = state.id;
    const hashes = [];
    for (let start = 0; !state.finished && start < this.file.size; start += PIECE) {
      const body = await this.file.slice(start, start + PIECE).arrayBuffer();
      const hash = await sha256(body);
      hashes.push(hash);
      if (start + body.byteLength > state.received) state = await this.piece(state, start, body, hash);
      this.row.show(Math.max(state.received, start + body.byteLength));
    }
    if (!state.finished) {
      const whole = hashes.every(Boolean) ? await sha256(new TextEncoder().encode(hashes.join(""))) : "";
      await this.told(`${this.id}/finish/`, { method: "POST", headers: { "X-Checksum-SHA256": whole } });
    }
    localStorage.removeItem(await memoryOf(this.file));
    this.row.done();
    return this.id;
  }

  piece(state, start, body, hash) {
    const headers = { "Content-Type": "application/octet-stream", "X-Checksum-SHA256": hash };
    return this.told(`${this.id}/pieces/${start}/`, { method: "POST", body, headers });
  }

  async drop() {
    this.dropped = true;
    localStorage.removeItem(await memoryOf(this.file));
    if (this.id) {
      const headers = { "X-CSRFToken": freshToken(this.token) };
      await fetch(`${this.base}${this.id}/drop/`, { method: "POST", headers }).catch(() => null);
    }
  }
}

class Row {
  constructor(list, file, onRemove) {
    this.file = file;
    this.item = document.createElement("li");
    this.bar = Object.assign(document.createElement("progress"), { max: file.size, value: 0 });
    this.name = Object.assign(document.createElement("span"), { textContent: file.name, className: "name" });
    this.words = Object.assign(document.createElement("span"), { className: "hint" });
    this.bar.setAttribute("aria-label", file.name);
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "second" });
    remove.append(say("remove"), Object.assign(document.createElement("span"), { className: "unseen", textContent: ` ${file.name}` }));
    remove.addEventListener("click", onRemove);
    this.item.append(this.name, this.bar, this.words, remove);
    list.append(this.item);
    this.show(0);
  }

  show(sent) {
    this.bar.value = sent;
    this.tell(say("part", { done: size(sent), all: size(this.file.size) }));
  }

  tell(words) {
    if (this.words.textContent !== words) this.words.textContent = words;
  }

  done() {
    this.bar.value = this.file.size;
    this.item.classList.add("whole");
    this.tell(say("whole", { all: size(this.file.size) }));
  }

  fail(words) {
    this.item.classList.add("refused");
    this.tell(words);
  }
}

class Uploads {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    this.field = form.querySelector("input[name=uploads]");
    this.token = form.querySelector("input[name=csrfmiddlewaretoken]");
    this.button = form.querySelector("button:not([type=button])");
    this.rows = new Map();
    this.waiting = Promise.resolve();
    this.field.value = "";
    this.build();
    this.input.addEventListener("change", () => this.take(this.input.files));
    form.addEventListener("submit", (event) => this.submit(event));
    for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
    form.addEventListener("dragover", () => form.classList.add("over"));
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      form.classList.remove("over");
      this.take(event.dataTransfer.files);
    });
  }

  build() {
    this.list = Object.assign(document.createElement("ul"), { className: "uploads" });
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    const hint = Object.assign(document.createElement("p"), { className: "hint" });
    hint.textContent = say("drop");
    this.input.after(hint, this.list, this.status);
    this.form.classList.add("droppable");
  }

  take(files) {
    for (const file of [...files]) {
      if (file.size) this.begin(file);
      else this.say(say("empty", { name: file.name }));
    }
    this.input.value = "";
    this.input.required = false;
  }

  begin(file) {
    const sending = new Sending(file, this.form.dataset.uploads, this.token, null);
    sending.row = new Row(this.list, file, () => this.remove(sending));
    this.rows.set(sending, null);
    this.say();
    /* One after another: each can then use the whole line. */
    this.waiting = this.waiting.then(() => this.run(sending));
  }

  async run(sending) {
    if (sending.dropped) return;
    try {
      const id = await sending.send();
      if (this.rows.has(sending)) this.rows.set(sending, id);
    } catch (problem) {
      if (!sending.dropped) {
        sending.row.fail(problem instanceof Refused ? problem.message : say("unreadable"));
        await sending.drop();
        this.rows.delete(sending);
      }
    }
    this.say();
  }

  remove(sending) {
    sending.drop();
    sending.row.item.remove();
    this.rows.delete(sending);
    this.say();
    this.input.focus();
  }

  say(told) {
    const ids = [...this.rows.values()];
    this.field.value = ids.filter(Boolean).join(" ");
    const here = ids.filter(Boolean).length;
    this.status.textContent = told || (ids.length ? say("here", { done: here, all: ids.length }) : "");
  }

  async submit(event) {
    freshToken(this.token);
    if ([...this.rows.values()].every(Boolean)) return;
    event.preventDefault();
    this.button.setAttribute("aria-disabled", "true");
    this.say(say("wait"));
    await this.waiting;
    this.button.removeAttribute("aria-disabled");
    if (this.rows.size) this.form.requestSubmit();
  }
}

for (const form of document.querySelectorAll("form[data-uploads]")) new Uploads(form);
