// The entry table as rows of cells: what each holds, held, and what state it is in.

import { readPeople, writePeople } from "./numbers.js";
import { say } from "./grid-words.js";

const CODES = { k: "k", kad: "kad", "không có số liệu": "k", "không áp dụng": "kad" };
const DASHES = new Set(["-", "–", "—", "\u2212", "x", "..."]);
// What Python's str.split() parts at.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const SIGNS = {
  unsaved: "✎", invalid: "✕", contested: "⇄", saving: "…", saved: "✓", warned: "⚠",
};

// What a text says: {text}, as it would be written, "" for nothing; or {reason, suggestion}.
export function readCell(text) {
  const word = text.split(SPACES).filter(Boolean).join(" ").normalize("NFC").toLowerCase();
  if (Object.hasOwn(CODES, word)) return { text: CODES[word] };
  const read = readPeople(text);
  return read.reason ? read : { text: writePeople(read.value) };
}

// As it would be written if it can be read, else as it stands.
export const tidy = (text) => readCell(text).text ?? text;

function explain(text, { reason, suggestion }) {
  if (DASHES.has(text.split(SPACES).filter(Boolean).join(" ").toLowerCase())) return say("dash");
  const hint = suggestion ? ` ${say("hint", { suggestion })}` : "";
  return say(reason) + hint;
}

export class Cell {
  constructor(td, row, column) {
    this.td = td;
    this.row = row;
    this.column = column;
    this.input = td.querySelector("input[name^='v-']");
    this.key = `${td.parentElement.cells[0].id.slice(1)}-${this.#head.id.slice(1)}`;
    this.text = this.input ? this.input.value : td.querySelector("b").textContent.replace("–", "");
    // A text the server gave back unsaved says beside it what is saved.
    this.saved = this.input?.dataset.saved ?? this.text;
    this.isWarned = td.classList.contains("warned");
    this.isSaving = false;
    this.wasSaved = false;
  }

  get isContested() {
    return this.td.querySelector(".contest") !== null;
  }

  // What is being typed counts before it is a step of its own.
  get isChanged() {
    return this.input !== null && (tidy(this.input.value) !== tidy(this.saved) || this.isContested);
  }

  get isInvalid() {
    return this.input !== null && readCell(this.text).reason !== undefined;
  }

  get #head() {
    return this.td.closest("table").tHead.rows[0].cells[this.td.cellIndex];
  }

  get label() {
    const [unit, indicator] = [this.td.parentElement.cells[0], this.#head];
    return `${unit.firstChild.textContent.trim()}, ${indicator.firstChild.textContent.trim()}`;
  }

  get problem() {
    const read = readCell(this.text);
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
      this.td.querySelector(".field-error")?.remove();
    }
    this.text = text;
    this.input.value = text;
    this.show();
  }

  get state() {
    if (this.isSaving && this.isChanged) return "saving";
    if (this.isContested) return "contested";
    if (this.isInvalid) return "invalid";
    if (this.isChanged) return "unsaved";
    if (this.isWarned) return "warned";
    return this.wasSaved ? "saved" : "";
  }

  // State as a sign and a word, in place of the rate, which is no longer that of the number.
  show() {
    const { state } = this;
    for (const each of Object.keys(SIGNS)) this.td.classList.toggle(each, each === state);
    this.input.title = state === "invalid" ? this.problem : "";
    this.#describe(state);
    this.td.querySelector("em")?.remove();
    if (!state) return;
    const word = document.createElement("em");
    word.textContent = `${SIGNS[state]} ${say(`state_${state}`)}`;
    this.td.append(word);
  }

  // The legend says what each state means.
  #describe(state) {
    const isWrong = state === "invalid" || state === "contested";
    const problem = isWrong && document.getElementById(`e-${this.key}`) ? `e-${this.key} ` : "";
    if (isWrong) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
    if (state) this.input.setAttribute("aria-describedby", `${problem}state-${state}`);
    else this.input.removeAttribute("aria-describedby");
  }
}

export class Cells {
  constructor(table) {
    const rows = [...table.tBodies[0].rows];
    this.rows = rows.map((tr, row) =>
      [...tr.cells].slice(2).map((td, column) => new Cell(td, row, column)),
    );
    this.all = this.rows.flat();
    this.writable = this.all.filter((cell) => cell.input);
    this.byInput = new Map(this.writable.map((cell) => [cell.input, cell]));
    this.byKey = new Map(this.all.map((cell) => [cell.key, cell]));
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
