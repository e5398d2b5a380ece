// The entry page with a script: moves and pastes like a sheet, says what state each cell is in.
// Without it the page is a form like any other.

import { Cells } from "./grid-cells.js";
import { Changes } from "./grid-changes.js";
import { Drafts } from "./grid-drafts.js";
import { Keys } from "./grid-keys.js";
import { Report } from "./grid-report.js";
import { Selection } from "./grid-selection.js";
import { readWords } from "./grid-words.js";

function begin(form) {
  const table = form.querySelector("table.grid");
  const cells = new Cells(table);
  if (!cells.writable.length) {
    new Drafts(form, cells, null, null);
    return;
  }
  const report = new Report(form, cells);
  const changes = new Changes(() => {
    report.counted();
    drafts.keep();
  });
  const drafts = new Drafts(form, cells, report, changes);
  const selection = new Selection(cells);
  new Keys(table, cells, selection, changes, report);
  for (const cell of cells.writable) if (cell.state) cell.show();
  report.counted();
  for (const element of form.querySelectorAll("[data-with-script]")) element.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.querySelector("button[value=save]").click();
  });
  form.querySelector("[data-from-last-month]")?.addEventListener("click", () => {
    const empty = cells.writable.filter((cell) => cell.text.trim() === "" && cell.lastMonth);
    const edits = empty.map((cell) => ({ cell, text: cell.lastMonth }));
    report.startedFromLastMonth(changes.make(edits));
  });
}

const form = document.querySelector("form.entry");
if (form) {
  readWords(document.getElementById("grid-words"));
  begin(form);
}
