// What was typed and not saved outlives a closed tab, a lost session and a server that is down:
// it lies in the browser under the person, the unit and the month, and is offered to that person.

import { say } from "./grid-words.js";

const PAUSE = 300;

export class Drafts {
  constructor(form, cells, report, changes) {
    Object.assign(this, { form, cells, report, changes });
    this.key = `draft:${form.dataset.user}:${window.location.pathname}`;
    this.timer = 0;
    this.isSending = false;
    this.offered = this.#read();
    if (this.offered) this.#sort();
    form.addEventListener("input", () => {
      if (this.isSending) this.#backAgain();
      this.keep();
    });
    window.addEventListener("pagehide", () => this.#keepNow());
    window.addEventListener("beforeunload", (event) => {
      if (cells.changed.length && !this.isSending) event.preventDefault();
    });
    form.addEventListener("submit", () => this.#send());
    window.addEventListener("pageshow", (event) => event.persisted && this.#backAgain());
  }

  keep() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.#keepNow(), PAUSE);
  }

  // What the server has by now is dropped: it was saved, or is on the page again.
  #sort() {
    for (const [key, [text]] of Object.entries(this.offered.texts)) {
      const cell = this.cells.byKey.get(key);
      if (!cell || cell.tidy(cell.text) !== cell.tidy(text)) continue;
      if (cell.input && !cell.isChanged && this.offered.isSent) {
        cell.wasSaved = true;
        cell.show();
      }
      delete this.offered.texts[key];
    }
    if (Object.keys(this.offered.texts).length) this.#offer();
    else this.#drop();
  }

  #offer() {
    const box = this.form.querySelector("[data-draft]");
    const keys = Object.keys(this.offered.texts);
    const lost = keys.filter((key) => !this.cells.byKey.get(key)?.input);
    const said = [say("draft", { cells: keys.length, time: this.#time() })];
    if (lost.length) {
      const texts = lost.map((key) => this.#typed(key)).join("; ");
      said.push(say("draft_lost", { cells: lost.length }), texts);
    }
    box.querySelector("[data-draft-restore]").hidden = lost.length === keys.length;
    box.querySelector("p").textContent = said.join(" ");
    box.hidden = false;
    const answer = (selector, act) =>
      box.querySelector(selector).addEventListener("click", () => {
        box.hidden = true;
        act();
        this.cells.writable[0]?.input.focus();
      });
    answer("[data-draft-restore]", () => this.#restore());
    answer("[data-draft-discard]", () => this.#drop());
  }

  #typed(key) {
    return `${this.cells.byKey.get(key)?.label ?? ""} «${this.offered.texts[key][0]}»`;
  }

  #time() {
    const shape = { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" };
    const time = new Date(this.offered.at);
    return new Intl.DateTimeFormat(document.documentElement.lang, shape).format(time);
  }

  // Over the version that was shown when it was typed: what was saved since is not passed over.
  #restore() {
    const entries = Object.entries(this.offered.texts);
    const edits = entries.flatMap(([key, [text, shown]]) => {
      const cell = this.cells.byKey.get(key);
      if (!cell?.input) return [];
      cell.shown = shown;
      return [{ cell, text }];
    });
    this.offered = null;
    this.report.restored(this.changes.make(edits));
  }

  #drop() {
    this.offered = null;
    this.#keepNow();
  }

  #send() {
    this.isSending = true;
    window.clearTimeout(this.timer);
    for (const cell of this.cells.changed) {
      cell.isSaving = true;
      cell.show();
    }
    this.#keepNow();
  }

  // Back from the browser's own page of a failure, or typing on while no answer comes.
  #backAgain() {
    this.isSending = false;
    for (const cell of this.cells.writable.filter((each) => each.isSaving)) {
      cell.isSaving = false;
      cell.show();
    }
  }

  #keepNow() {
    const isTheirs = (cell) => cell.td.querySelector("input[value=theirs]:checked") !== null;
    const typed = this.cells.changed.filter((cell) => !isTheirs(cell));
    const texts = Object.fromEntries(typed.map((cell) => [cell.key, [cell.input.value, cell.shown]]));
    const kept = { ...this.offered?.texts, ...texts };
    try {
      if (Object.keys(kept).length === 0) {
        window.localStorage.removeItem(this.key);
        return;
      }
      const draft = { at: Date.now(), isSent: this.isSending, texts: kept };
      window.localStorage.setItem(this.key, JSON.stringify(draft));
    } catch {
      // Closed by policy, or full: leaving the page still warns.
    }
  }

  #read() {
    try {
      return JSON.parse(window.localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }
}
