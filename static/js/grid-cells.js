// The entry table as rows of cells: what each holds, held, and what state it is in.

import { isDash, readerOf } from "./grid-grammars.js";
import { say } from "./grid-words.js";

const SIGNS = {
  unsaved: "✎", invalid: "✕", contested: "⇄", asked: "?", saving: "…", saved: "✓", warned: "⚠",
};

function explain(text, { reason, suggestion }) {
  if (isDash(text)) return say("dash");
  const hint = suggestion ? ` ${say("hint", { suggestion })}` : "";
  return say(reason) + hint;
}

export class Cell {
  #error;
  #explained;
  #word;
  #shownState = "";
  #readText = null;
  #read = null;
  #head;

  constructor(td, row, column, head) {
    this.td = td;
    this.row = row;
    this.column = column;
    this.#head = head;
    this.read = readerOf(head);
    this.input = td.querySelector("input[name^='v-']");
    this.unit = td.parentElement.cells[0].id.slice(1);
    this.indicator = head.id.slice(1);
    this.key = `${this.unit}-${this.indicator}`;
    this.text = this.input ? this.input.value : td.querySelector("b").textContent.replace("–", "");
    // A text the server gave back unsaved says beside it what is saved.
    this.saved = this.tidy(this.input?.dataset.saved ?? this.text);
    this.isContested = td.querySelector(".contest:not(.question)") !== null;
    this.isAsked = td.querySelector(".question") !== null;
    this.isWarned = td.classList.contains("warned");
    this.isSaving = false;
    this.wasSaved = false;
    this.isNear = false;
    this.#error = td.querySelector(".field-error");
    this.#explained = td.querySelector("[id^='e-']");
    this.#word = td.querySelector("em");
    if (this.#word) this.#shownState = Object.keys(SIGNS).find((each) => td.classList.contains(each));
  }

  // Of a text that is asked about again and again: while it is pasted, counted and kept.
  #reading(text) {
    if (text !== this.#readText) [this.#readText, this.#read] = [text, this.read(text)];
    return this.#read;
  }

  // As it would be written if it can be read, else as it stands.
  tidy(text) {
    return this.read(text).text ?? text;
  }

  // What is being typed counts before it is a step of its own.
  get isChanged() {
    if (!this.input) return false;
    const text = this.input.value;
    return this.isContested || (this.#reading(text).text ?? text) !== this.saved;
  }

  get isInvalid() {
    return this.input !== null && this.#reading(this.text).reason !== undefined;
  }

  get unitName() {
    return this.td.parentElement.cells[0].firstChild.textContent.trim();
  }

  get label() {
    return `${this.unitName}, ${this.#head.firstChild.textContent.trim()}`;
  }

  get problem() {
    const read = this.#reading(this.text);
    return read.reason ? explain(this.text, read) : "";
  }

  get lastMonth() {
    return this.td.querySelector("p > span")?.textContent ?? "";
  }

  // The version the writer saw; "" for a blank cell.
  get shown() {
    return this.td.querySelector("input[name^='s-']")?.value ?? "";
  }

  set shown(version) {
    this.td.querySelector("input[name^='s-']")?.remove();
    if (!version) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: `s-${this.key}`, value: version });
    this.input.after(field);
  }

  write(text) {
    if (text !== this.text) {
      this.wasSaved = false;
      this.isWarned = false;
      this.#error?.remove();
      if (this.#explained === this.#error) this.#explained = null;
      this.#error = null;
      this.#unask();
    }
    this.text = text;
    this.input.value = text;
    this.show();
  }

  // A question is of the text it was asked of, and so is its answer.
  #unask() {
    if (!this.isAsked) return;
    this.isAsked = false;
    this.#explained = null;
    this.td.querySelector(".question").remove();
  }

  get state() {
    const isChanged = this.isChanged;
    if (this.isSaving && isChanged) return "saving";
    if (this.isContested) return "contested";
    if (this.isInvalid) return "invalid";
    if (this.isAsked) return "asked";
    if (isChanged) return "unsaved";
    if (this.isWarned) return "warned";
    return this.wasSaved ? "saved" : "";
  }

  // State as a sign and a word, in place of the rate, which is no longer that of the number.
  show() {
    const { state } = this;
    if (state === "invalid") this.input.title = this.problem;
    else if (this.#shownState === "invalid") this.input.title = "";
    this.#describe(state);
    if (state === this.#shownState) return;
    if (this.#shownState) this.td.classList.remove(this.#shownState);
    if (state) this.td.classList.add(state);
    this.#shownState = state;
    this.#word?.remove();
    this.#word = null;
    if (this.isNear) this.spell();
  }

  // The state's sign and word, once the cell is near enough to be seen.
  spell() {
    const state = this.#shownState;
    this.isNear = true;
    if (!state || this.#word) return;
    this.#word = this.td.appendChild(document.createElement("em"));
    this.#word.textContent = `${say(`state_${state}`)} ${SIGNS[state]}`;
  }

  // The legend says what each state means.
  #describe(state) {
    const isWrong = state === "invalid" || state === "contested";
    const problem = (isWrong || state === "asked") && this.#explained ? `${this.#explained.id} ` : "";
    if (isWrong) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    if (state) this.input.setAttribute("aria-describedby", `${problem}state-${state}`);
    else this.input.removeAttribute("aria-describedby");
  }
}

export class Cells {
  constructor(table) {
    const rows = [...table.tBodies[0].rows];
    const heads = [...table.tHead.rows[0].cells].slice(2);
    this.rows = rows.map((tr, row) =>
      [...tr.cells].slice(2).map((td, column) => new Cell(td, row, column, heads[column])),
    );
    this.all = this.rows.flat();
    this.byCell = new Map(this.all.map((cell) => [cell.td, cell]));
    this.writable = this.all.filter((cell) => cell.input);
    this.byInput = new Map(this.writable.map((cell) => [cell.input, cell]));
    this.byKey = new Map(this.all.map((cell) => [cell.key, cell]));
    this.#spellNear(table);
  }

  // Of 3.000 pasted cells only the words that are about to be seen are laid out: those of the rows
  // in sight, and of as many above and below.
  #spellNear(table) {
    const options = { root: table.parentElement, rootMargin: "100% 0px" };
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        for (const cell of this.rows[target.sectionRowIndex]) {
          if (!isIntersecting) cell.isNear = false;
          else cell.spell();
        }
      }
    }, options);
    for (const row of table.tBodies[0].rows) observer.observe(row);
    window.addEventListener("beforeprint", () => this.all.forEach((cell) => cell.spell()));
  }

  at(row, column) {
    return this.rows[row]?.[column];
  }

  get changed() {
    return this.writable.filter((cell) => cell.isChanged);
  }

  get invalid() {
    return this.writable.filter((cell) => cell.isInvalid);
  }
}
