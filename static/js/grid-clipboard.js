// Blocks of cells as text: parted by tabs and line ends, as Excel and LibreOffice put them.

// Far above a whole province; a larger text is not a block of this table.
export const MOST_CHARACTERS = 1_000_000;

// Rows of texts. A cell in quotes may hold tabs, line ends and, doubled, quotes. Blank rows and
// columns at the end say nothing and are dropped: they come along when whole columns are copied.
export function parseBlock(text) {
  const rows = [[]];
  let place = 0;
  while (place <= text.length) {
    const [cell, end] = text[place] === '"' ? quoted(text, place) : plain(text, place);
    rows.at(-1).push(cell);
    if (end >= text.length) break;
    if (text[end] !== "\t") rows.push([]);
    place = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  return withoutBlankEnd(rows);
}

function plain(text, start) {
  const ends = /[\t\r\n]/gu;
  ends.lastIndex = start;
  const end = ends.exec(text)?.index ?? text.length;
  return [text.slice(start, end), end];
}

function quoted(text, start) {
  const match = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)/uy;
  match.lastIndex = start;
  const found = match.exec(text);
  if (!found) return plain(text, start);
  return [found[1].replaceAll('""', '"'), match.lastIndex];
}

const isBlank = (text) => text.trim() === "";

function withoutBlankEnd(rows) {
  const width = Math.max(...rows.map((row) => row.findLastIndex((text) => !isBlank(text)) + 1));
  const height = rows.findLastIndex((row) => row.some((text) => !isBlank(text))) + 1;
  return rows.slice(0, height).map((row) => row.slice(0, width));
}

export function writeBlock(rows) {
  const quote = (text) => (/["\t\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(quote).join("\t")).join("\r\n");
}

// What a pasted block would do from a cell on: `edits` to make; how many of them are `numbers`,
// `codes` and `blanks`, and which cannot be read; which cells are not written because they are
// `locked`, and which texts because they lie `outside`. One text fills a whole chosen block.
export function planPaste(cells, chosen, block) {
  const counts = { numbers: 0, codes: 0, blanks: 0, emptied: 0 };
  const plan = { ...counts, edits: [], unread: [], locked: [], outside: [] };
  const isOne = block.length === 1 && block[0].length === 1;
  const rows = isOne ? chosen.bottom - chosen.top + 1 : block.length;
  for (let row = 0; row < rows; row += 1) {
    const texts = isOne ? Array(chosen.right - chosen.left + 1).fill(block[0][0]) : block[row];
    texts.forEach((text, column) => {
      const cell = cells.at(chosen.top + row, chosen.left + column);
      place(plan, cell, text, { row: row + 1, column: column + 1 });
    });
  }
  return plan;
}

function place(plan, cell, text, position) {
  if (!cell) {
    if (!isBlank(text)) plan.outside.push({ ...position, text: text.trim() });
    return;
  }
  const read = cell.read(text);
  if (!cell.input) {
    if (read.text !== "" && read.text !== cell.tidy(cell.text)) plan.locked.push(cell);
    return;
  }
  plan.edits.push({ cell, text: read.text ?? text.trim() });
  if (read.reason) plan.unread.push(cell);
  else if (read.text === "") {
    plan.blanks += 1;
    if (cell.text !== "") plan.emptied += 1;
  } else if (/[0-9]/u.test(read.text)) plan.numbers += 1;
  else plan.codes += 1;
}
