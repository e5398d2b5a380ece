// What was changed, in steps that are taken back and done again whole: one typed cell, one paste.

export class Changes {
  constructor(onChange) {
    this.onChange = onChange;
    this.done = [];
    this.undone = [];
  }

  // `edits` are {cell, text}; those that change nothing are left out. How many did.
  make(edits) {
    const step = edits
      .filter(({ cell, text }) => text !== cell.text)
      .map(({ cell, text }) => ({ cell, before: cell.text, after: text }));
    if (step.length) {
      this.done.push(step);
      this.undone = [];
    }
    for (const { cell, text } of edits) cell.write(text);
    this.onChange();
    return step.length;
  }

  undo() {
    return this.#move(this.done, this.undone, "before");
  }

  redo() {
    return this.#move(this.undone, this.done, "after");
  }

  #move(from, to, side) {
    const step = from.pop();
    if (!step) return [];
    for (const change of step) change.cell.write(change[side]);
    to.push(step);
    this.onChange();
    return step.map(({ cell }) => cell);
  }
}
