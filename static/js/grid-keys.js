// The manners of Excel: where the keys, the mouse and the clipboard lead.
//
// A cell is ready (its text is chosen: typing replaces it, arrows leave it), typed in (arrows
// still leave it), or edited after F2 or a second click (arrows move within it).

import { MOST_CHARACTERS, parseBlock, planPaste, writeBlock } from "./grid-clipboard.js";

const ARROWS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
};
const PAGE = 10;

export class Keys {
  constructor(table, cells, selection, changes, report) {
    Object.assign(this, { table, cells, selection, changes, report });
    this.mode = "ready";
    this.tabbedFrom = null;
    this.pointer = "mouse";
    this.isDrawing = false;
    table.addEventListener("keydown", (event) => this.#onKey(event));
    table.addEventListener("input", (event) => this.#onInput(event));
    table.addEventListener("focusin", (event) => this.#onFocus(event));
    table.addEventListener("focusout", (event) => this.#commit(this.#cell(event)));
    table.addEventListener("pointerdown", (event) => (this.pointer = event.pointerType));
    table.addEventListener("mousedown", (event) => this.#onMouse(event));
    table.addEventListener("mouseover", (event) => this.#onDraw(event));
    window.addEventListener("mouseup", () => (this.isDrawing = false));
    table.addEventListener("copy", (event) => this.#onCopy(event));
    table.addEventListener("cut", (event) => this.#onCut(event));
    table.addEventListener("paste", (event) => this.#onPaste(event));
  }

  #cell(event) {
    return this.cells.byInput.get(event.target);
  }

  #go(cell, isExtending = false) {
    if (!cell) return;
    if (isExtending) {
      this.#commit(this.selection.start);
      this.selection.extend(cell);
      cell.td.scrollIntoView({ block: "nearest", inline: "nearest" });
      this.report.chosen(this.selection);
      return;
    }
    cell.input.focus();
    this.#onFocus({ target: cell.input });
  }

  #onFocus(event) {
    const cell = this.#cell(event);
    if (!cell) return;
    this.mode = "ready";
    cell.input.select();
    this.selection.put(cell);
    this.report.focused(cell);
  }

  #onInput(event) {
    if (this.#cell(event) && this.mode === "ready") this.mode = "typing";
  }

  // What was typed becomes the cell's text, as one step.
  #commit(cell) {
    if (!cell || cell.input.value === cell.text) return;
    this.changes.make([{ cell, text: cell.tidy(cell.input.value) }]);
  }

  #onMouse(event) {
    const cell = this.#cell(event);
    if (!cell || event.button !== 0 || this.pointer !== "mouse") return;
    this.isDrawing = true;
    if (event.shiftKey && this.selection.start) {
      event.preventDefault();
      this.#go(cell, true);
    } else if (document.activeElement === cell.input) {
      this.#plain(cell);
      this.mode = "editing";
    } else {
      event.preventDefault();
      this.tabbedFrom = null;
      this.#go(cell);
    }
  }

  // With the button held, the block grows to the cell the mouse is over.
  #onDraw(event) {
    const cell = this.cells.byCell.get(event.target.closest("td"));
    if (!this.isDrawing || !(event.buttons & 1) || !cell || cell === this.selection.end) return;
    this.mode = "ready";
    this.#go(cell, true);
  }

  #onKey(event) {
    const cell = this.#cell(event);
    if (!cell || event.isComposing || event.altKey) return;
    const isDone = event.ctrlKey || event.metaKey ? this.#command(event, cell) : this.#key(event, cell);
    if (isDone) event.preventDefault();
  }

  #key(event, cell) {
    const { key, shiftKey } = event;
    const isEditing = this.mode === "editing";
    if (key in ARROWS && !isEditing) return this.#arrow(cell, ARROWS[key], shiftKey);
    if (key === "Enter") return this.#enter(cell, shiftKey ? -1 : 1);
    if (key === "Tab") this.tabbedFrom ??= cell.column;
    else if (key in ARROWS) this.tabbedFrom = null;
    if (key === "F2") return this.#edit(cell);
    if (key === "Escape") return this.#escape(cell);
    if (isEditing) return false;
    if (key === "Home") return this.#jump(this.selection.last(cell, 0, -1));
    if (key === "End") return this.#jump(this.selection.last(cell, 0, 1));
    if (key === "PageDown") return this.#jump(this.#far(cell, 1));
    if (key === "PageUp") return this.#jump(this.#far(cell, -1));
    if (key === "Delete" || (key === "Backspace" && this.selection.isBlock)) return this.#clear();
    return false;
  }

  #command(event, cell) {
    const key = event.key.toLowerCase();
    const isReady = this.mode === "ready";
    if (key === "d") return this.#fillDown(cell);
    if (!isReady) return false;
    if (key === "z" && event.shiftKey) return this.#step(this.changes.redo());
    if (key === "z") return this.#step(this.changes.undo());
    if (key === "y") return this.#step(this.changes.redo());
    if (key === "a") return this.#chooseAll();
    if (key === "home") return this.#jump(this.cells.writable[0]);
    if (key === "end") return this.#jump(this.cells.writable.at(-1));
    if (event.key in ARROWS) return this.#jump(this.selection.last(cell, ...ARROWS[event.key]));
    return false;
  }

  #arrow(cell, [down, right], isExtending) {
    this.tabbedFrom = null;
    const from = isExtending ? this.selection.end : cell;
    this.#go(this.selection.next(from, down, right, isExtending), isExtending);
    return true;
  }

  // After a row of Tabs, Enter goes to where the row began.
  #enter(cell, down) {
    this.#commit(cell);
    const start = this.cells.at(cell.row, this.tabbedFrom ?? cell.column);
    this.tabbedFrom = null;
    const below = this.selection.next(start, down, 0);
    this.#go(below ?? cell);
    return true;
  }

  // Digits are easier to correct without the dots between them.
  #plain(cell) {
    if (this.mode === "ready" && !cell.isInvalid) cell.input.value = cell.text.replaceAll(".", "");
  }

  #edit(cell) {
    this.#plain(cell);
    this.mode = "editing";
    const end = cell.input.value.length;
    cell.input.setSelectionRange(end, end);
    return true;
  }

  #escape(cell) {
    cell.input.value = cell.text;
    this.#onFocus({ target: cell.input });
    return true;
  }

  #jump(cell) {
    this.#go(cell);
    return true;
  }

  #far(cell, down) {
    let far = cell;
    for (let step = 0; step < PAGE; step += 1) far = this.selection.next(far, down, 0) ?? far;
    return far;
  }

  #chosenWritable() {
    return this.selection.rows.flat().filter((cell) => cell.input);
  }

  #clear() {
    const edits = this.#chosenWritable().map((cell) => ({ cell, text: "" }));
    this.report.cleared(this.changes.make(edits));
    return true;
  }

  // The chosen block gets its first row's texts; a single cell the text above it.
  #fillDown(cell) {
    this.#commit(cell);
    const { rows } = this.selection;
    const above = this.cells.rows[this.selection.bounds.top - 1];
    if (rows.length === 1 && !above) return true;
    const [first, others] = rows.length === 1
      ? [rows[0].map(({ column }) => above[column]), rows]
      : [rows[0], rows.slice(1)];
    const edits = others.flatMap((row) =>
      row.flatMap((target, place) => (target.input ? [{ cell: target, text: first[place].text }] : [])),
    );
    this.report.filled(this.changes.make(edits), others.flat().filter((target) => !target.input));
    return true;
  }

  #chooseAll() {
    this.selection.all();
    this.report.chosen(this.selection);
    return true;
  }

  #step(cells) {
    if (cells.length) {
      this.#go(cells[0]);
      this.report.stepped(cells.length);
    }
    return true;
  }

  #onCopy(event) {
    if (!this.#cell(event) || this.mode !== "ready") return false;
    event.preventDefault();
    const texts = this.selection.rows.map((row) => row.map((cell) => cell.text));
    event.clipboardData.setData("text/plain", writeBlock(texts));
    this.report.copied(texts.length * texts[0].length);
    return true;
  }

  #onCut(event) {
    if (this.#onCopy(event)) this.#clear();
  }

  #onPaste(event) {
    const cell = this.#cell(event);
    const text = event.clipboardData.getData("text/plain");
    if (!cell || (this.mode !== "ready" && !/[\t\r\n]/u.test(text.trim()))) return;
    event.preventDefault();
    if (text.length > MOST_CHARACTERS) {
      this.report.tooLong(text.length);
      return;
    }
    cell.input.value = cell.text;
    const plan = planPaste(this.cells, this.selection.bounds, parseBlock(text));
    this.changes.make(plan.edits);
    this.mode = "ready";
    cell.input.select();
    this.report.pasted(plan);
  }
}
