// What the table says, in the status line below it: heard by screen readers, and with a list of
// the cells it is about, each a link.

import { shiftedByPasting } from "./grid-shifts.js";
import { say } from "./grid-words.js";
import { readPeople } from "./numbers.js";

const MOST_LISTED = 50;

function numberIn(text) {
  const { value, reason } = readPeople(text);
  return reason || value === null ? null : Number(value);
}

const numbersOf = (cell) => ({ now: numberIn(cell.text), before: numberIn(cell.lastMonth) });

export class Report {
  constructor(form, cells) {
    this.cells = cells;
    this.line = form.querySelector("[data-grid-said]");
    this.list = form.querySelector("[data-grid-list]");
    this.count = form.querySelector("[data-grid-count]");
  }

  // `items` are {cell} or {text}: what each line of the list is about.
  tell(sentences, items = []) {
    this.line.textContent = sentences.join(" ");
    const lines = items.slice(0, MOST_LISTED).map((item) => this.#line(item));
    if (items.length > MOST_LISTED) {
      lines.push(this.#line({ text: say("more", { count: items.length - MOST_LISTED }) }));
    }
    this.list.replaceChildren(...lines);
    this.list.hidden = lines.length === 0;
  }

  #line({ cell, text }) {
    const line = document.createElement("li");
    if (!cell?.input) {
      line.textContent = text;
      return line;
    }
    const link = document.createElement("a");
    link.href = "#content";
    link.textContent = cell.label;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      cell.input.focus();
    });
    line.append(link, ` ${text}`);
    return line;
  }

  pasted(plan) {
    const { unread, locked, outside } = plan;
    if (!plan.edits.length && !locked.length && !outside.length) {
      this.tell([say("paste_nothing")]);
      return;
    }
    const said = [...this.#shifted(plan), say("paste_read", {
      cells: plan.edits.length - unread.length, numbers: plan.numbers, codes: plan.codes, blanks: plan.blanks,
    })];
    if (plan.emptied) said.push(say("paste_emptied", { cells: plan.emptied }));
    if (unread.length) said.push(say("paste_unread", { cells: unread.length }));
    if (locked.length) said.push(say("skipped_locked", { cells: locked.length }));
    if (outside.length) said.push(say("paste_outside", { cells: outside.length }));
    this.tell(said, [
      ...unread.map((cell) => ({ cell, text: `«${cell.text}»: ${cell.problem}` })),
      ...locked.map((cell) => ({ text: `${cell.label}: ${say("is_locked")}` })),
      ...outside.map((each) => ({ text: say("outside", each) })),
    ]);
  }

  // Looked at before anything is saved; what is saved the server looks at.
  #shifted(plan) {
    const pasted = plan.edits.map(({ cell }) => cell);
    return shiftedByPasting(this.cells.rows, pasted, numbersOf).map(({ first, last, isFromAbove }) =>
      say(isFromAbove ? "shifted_low" : "shifted_high", {
        first: this.cells.at(first, 0).unitName,
        last: this.cells.at(last, 0).unitName,
        count: last - first + 1,
      }),
    );
  }

  filled(count, locked) {
    const said = [say("filled", { cells: count })];
    if (locked.length) said.push(say("skipped_locked", { cells: locked.length }));
    this.tell(said, locked.map((cell) => ({ text: `${cell.label}: ${say("is_locked")}` })));
  }

  tooLong(characters) {
    this.tell([say("paste_too_long", { characters })]);
  }

  copied(count) {
    this.tell([say("copied", { cells: count })]);
  }

  cleared(count) {
    this.tell([say("cleared", { cells: count })]);
  }

  stepped(count) {
    this.tell([say("stepped", { cells: count })]);
  }

  startedFromLastMonth(count) {
    this.tell([count ? say("started", { cells: count }) : say("started_none")]);
  }

  restored(count) {
    this.tell([say("draft_restored", { cells: count })]);
  }

  chosen(selection) {
    const { top, bottom, left, right } = selection.bounds;
    this.tell([say("chosen", { rows: bottom - top + 1, columns: right - left + 1 })]);
  }

  // Only a cell that needs somebody is talked about; else the last report stands.
  focused(cell) {
    if (cell.isInvalid) {
      this.line.textContent = `${cell.label} «${cell.text}»: ${cell.problem}`;
    }
  }

  counted() {
    const changed = this.cells.changed.length;
    const invalid = this.cells.invalid.length;
    const said = changed ? [say("unsaved", { cells: changed })] : [];
    if (invalid) said.push(say("invalid_count", { cells: invalid }));
    this.count.textContent = said.join(" ");
  }
}
