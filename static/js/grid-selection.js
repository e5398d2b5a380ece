// The chosen block: from the cell where it began to the cell where it ends.

export class Selection {
  constructor(cells) {
    this.cells = cells;
    this.start = null;
    this.end = null;
    this.marked = [];
  }

  // Choose one cell.
  put(cell) {
    this.start = cell;
    this.end = cell;
    this.#mark();
  }

  extend(cell) {
    this.end = cell;
    this.#mark();
  }

  all() {
    this.start = this.cells.at(0, 0);
    this.end = this.cells.rows.at(-1).at(-1);
    this.#mark();
  }

  get bounds() {
    const { start, end } = this;
    return {
      top: Math.min(start.row, end.row),
      bottom: Math.max(start.row, end.row),
      left: Math.min(start.column, end.column),
      right: Math.max(start.column, end.column),
    };
  }

  get isBlock() {
    return this.start !== this.end;
  }

  // The chosen cells, row by row.
  get rows() {
    const { top, bottom, left, right } = this.bounds;
    return this.cells.rows.slice(top, bottom + 1).map((row) => row.slice(left, right + 1));
  }

  #mark() {
    for (const td of this.marked) td.classList.remove("chosen");
    this.marked = this.isBlock ? this.rows.flat().map((cell) => cell.td) : [];
    for (const td of this.marked) td.classList.add("chosen");
  }

  // The next cell from one in a direction; only one that can be written unless `anyCell`.
  next(from, down, right, anyCell = false) {
    let cell = from;
    do cell = this.cells.at(cell.row + down, cell.column + right);
    while (cell && !cell.input && !anyCell);
    return cell;
  }

  // The last cell in a direction that can be written.
  last(from, down, right) {
    let cell = from;
    for (let next = cell; next; next = this.next(cell, down, right)) cell = next;
    return cell;
  }
}
