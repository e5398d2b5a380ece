// The entry page with a script: moves and pastes like a sheet, says what state each cell is in.
// Without it the page is a form like any other.

import { Cells } from "./grid-cells.js";
import { Changes } from "./grid-changes.js";
import { Drafts } from "./grid-drafts.js";
import { HistoryDrawer } from "./grid-history.js";
import { Keys } from "./grid-keys.js";
import { Report } from "./grid-report.js";
import { Selection } from "./grid-selection.js";
import { Sending } from "./grid-sending.js";
import { readWords } from "./grid-words.js";

function begin(form) {
  const table = form.querySelector("table.grid");
  const cells = new Cells(table);
  if (form.dataset.history) new HistoryDrawer(form, cells);
  if (!cells.writable.length) {
    new Drafts(form, cells, null, null);
    return;
  }
  if (form.querySelector("[data-unreached]")) new Sending(form);
  const report = new Report(form, cells);
  const changes = new Changes(() => {
    report.counted();
    drafts.keep();
  });
  const drafts = new Drafts(form, cells, report, changes);
  const selection = new Selection(cells);
  new Keys(table, cells, selection, changes, report);
  for (const cell of cells.writable) if (cell.state) cell.show();
  // Tab leads from cell to cell; a unit's page is a click away, its cells' history Alt+H.
  for (const link of table.querySelectorAll("tbody th > a")) link.tabIndex = -1;
  report.counted();
  for (const element of form.querySelectorAll("[data-with-script]")) element.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.querySelector("button[value=save]").click();
  });
  // Left by the pointer a cell may say what is wrong with it, and push the button away before it is
  // let go: the click was lost. The cell keeps the focus, and is sent as it stands.
  form.addEventListener("mousedown", (event) => {
    if (event.target.closest("button[name=action]")) event.preventDefault();
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
