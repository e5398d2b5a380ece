// Numbers that stand one row too low or too high, as after a paste that began in the wrong row:
// what coverage/checks/shifted_rows.py says of a saved month, said of one that is being typed.

const LEAST_UNITS = 3;
const NEAR = 1 / 5;
const FAR = 1 / 4;
const LEAST_PEOPLE = 10;
const TIMES_AS_FAR = 3;
// Shares that are equal may differ in their last digits here.
const HAIR = 1e-9;

const shareOff = (now, before) => Math.abs(now - before) / Math.max(now, before, 1);
const isNear = (now, before) => shareOff(now, before) <= NEAR + HAIR;

function isFar(now, own, theirs) {
  const off = shareOff(now, own);
  const isMore = off > FAR + HAIR && off >= TIMES_AS_FAR * shareOff(now, theirs) - HAIR;
  return isMore && Math.abs(now - own) >= LEAST_PEOPLE;
}

// 1: the number tells for the neighbour; -1: for its own unit; 0: nothing.
function tells(column, at, step) {
  const [row, neighbour] = [column[at], column[at - step]];
  if (!row || !neighbour) return -1;
  const { now, before: own } = row;
  const theirs = neighbour.before;
  const others = column[at + step]?.before ?? null;
  if (now === null || own === null || theirs === null) return 0;
  if (!isNear(now, theirs)) return isNear(now, own) ? -1 : 0;
  const isTheirs = others === null || shareOff(now, theirs) < shareOff(now, others) - HAIR;
  return isTheirs && isFar(now, own, theirs) ? 1 : 0;
}

function runsOf(column, step) {
  const runs = [];
  let found = [];
  for (let at = 0; at <= column.length; at += 1) {
    const told = tells(column, at, step);
    if (told === 1) found.push(at);
    if (told !== -1) continue;
    const length = found.at(-1) - found[0] + 1;
    if (found.length >= LEAST_UNITS && 3 * found.length > 2 * length) {
      runs.push({ first: found[0], last: found.at(-1) });
    }
    found = [];
  }
  return runs;
}

function merged(runs) {
  const blocks = [];
  for (const run of runs.sort((one, other) => one.first - other.first)) {
    const last = blocks.at(-1);
    if (last && run.first <= last.last) last.last = Math.max(last.last, run.last);
    else blocks.push(run);
  }
  return blocks;
}

// `columns`: each a list of {now, before}, row by row, null where there is no number. Blocks of
// rows from `first` to `last` that look like those of the row above, or below, a month ago.
export function shiftedBlocks(columns) {
  return [1, -1].flatMap((step) =>
    merged(columns.flatMap((column) => runsOf(column, step))).map((block) => ({
      ...block,
      isFromAbove: step === 1,
    })),
  );
}

// Those that pasted cells are part of, of the columns pasted into; `numbersOf` gives the {now,
// before} of a cell.
export function shiftedByPasting(rows, pasted, numbersOf) {
  const touched = [...new Set(pasted.map((cell) => cell.row))];
  if (touched.length < LEAST_UNITS) return [];
  const places = [...new Set(pasted.map((cell) => cell.column))];
  const columns = places.map((place) => rows.map((cells) => numbersOf(cells[place])));
  return shiftedBlocks(columns).filter(({ first, last }) =>
    touched.some((row) => first <= row && row <= last),
  );
}
