// Numbers that stand one row too low or too high, as after a paste that began in the wrong row:
// what coverage/checks/shifted_rows.py says of a saved month, said of one that is being typed.

const NEAR = 1 / 5;
const FAR = 1 / 4;
const LEAST_PEOPLE = 10;
const TIMES_AS_FAR = 3;
const LEAST_UNITS = 3;
// By how many units they are of; the last holds for more of them too.
const LEAST_NUMBERS = { 2: 8, 3: 5 };
const FEWEST_UNITS = 2;
const CLOSE = 1 / 20;
const TIMES_AS_MANY = 10;
// Shares that are equal may differ in their last digits here.
const HAIR = 1e-9;

const OWN = "own";
const NEIGHBOUR = "neighbour";
const CLOSELY = "closely";
const NEITHER = "neither";
const NOTHING = "nothing";

const shareOff = (now, before) => Math.abs(now - before) / Math.max(now, before, 1);
const isNear = (now, before) => shareOff(now, before) <= NEAR + HAIR;

function isFar(now, own, theirs) {
  const off = shareOff(now, own);
  const isMore = off > FAR + HAIR && off >= TIMES_AS_FAR * shareOff(now, theirs) - HAIR;
  return isMore && Math.abs(now - own) >= LEAST_PEOPLE;
}

function tells(column, at, step) {
  const [row, neighbour] = [column[at], column[at - step]];
  if (!row || !neighbour) return OWN;
  const { now, before: own } = row;
  const theirs = neighbour.before;
  const others = column[at + step]?.before ?? null;
  if (now === null || own === null || theirs === null) return NOTHING;
  if (!isNear(now, theirs)) return isNear(now, own) ? OWN : NEITHER;
  const isTheirs = others === null || shareOff(now, theirs) < shareOff(now, others) - HAIR;
  if (!isTheirs || !isFar(now, own, theirs)) return NOTHING;
  return shareOff(now, theirs) <= CLOSE + HAIR ? CLOSELY : NEIGHBOUR;
}

// Of a column the rows between numbers that tell for their own units, each with what it tells.
function stretchesOf(column, step) {
  const stretches = [];
  let found = [];
  for (let at = 0; at <= column.length; at += 1) {
    const told = tells(column, at, step);
    if (told !== OWN) found.push({ at, told });
    else if (found.length) {
      stretches.push(found);
      found = [];
    }
  }
  return stretches;
}

// `rows`: those that tell for their neighbour, in `numbers` numbers; `against`: how many numbers
// between them are near neither; `isAlone`: a column tells enough by itself.
function runOf(rows, numbers, against, isAlone = false) {
  const places = [...rows];
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return { rows, numbers, against, isAlone, first, last };
}

const placesOf = (stretch, ...words) =>
  stretch.filter(({ told }) => words.includes(told)).map(({ at }) => at);

function alone(stretch) {
  const telling = placesOf(stretch, NEIGHBOUR, CLOSELY);
  const length = telling.at(-1) - telling[0] + 1;
  if (telling.length < LEAST_UNITS || 3 * telling.length <= 2 * length) return [];
  return [runOf(new Set(telling), telling.length, 0, true)];
}

function closely(stretch) {
  const telling = placesOf(stretch, CLOSELY);
  if (!telling.length) return [];
  const isWithin = (at) => telling[0] <= at && at <= telling.at(-1);
  const against = placesOf(stretch, NEITHER).filter(isWithin).length;
  return [runOf(new Set(telling), telling.length, against)];
}

function isEnough({ rows, numbers, against, first, last }) {
  const least = LEAST_NUMBERS[Math.min(rows.size, LEAST_UNITS)];
  if (least === undefined || numbers < least || 3 * rows.size <= last - first + 1) return false;
  return numbers > TIMES_AS_MANY * against;
}

// Whether the column's numbers are nearer to the neighbours' in the rows of the run.
function holds(column, { rows }, step) {
  let [nearer, farther] = [0, 0];
  for (const at of rows) {
    const { now, before: own } = column[at];
    const theirs = column[at - step].before;
    if (now === null || own === null || theirs === null) continue;
    const further = shareOff(now, own) - shareOff(now, theirs);
    if (further > HAIR) nearer += 1;
    if (further < -HAIR) farther += 1;
  }
  return nearer > 2 * farther && nearer >= FEWEST_UNITS;
}

function merged(runs) {
  const blocks = [];
  for (const run of runs.sort((one, other) => one.first - other.first)) {
    const last = blocks.at(-1);
    if (last && run.first <= last.last + 1) {
      const rows = new Set([...last.rows, ...run.rows]);
      blocks[blocks.length - 1] = runOf(
        rows,
        last.numbers + run.numbers,
        last.against + run.against,
        last.isAlone || run.isAlone,
      );
    } else blocks.push(run);
  }
  return blocks;
}

function blocksOf(columns, step) {
  const stretches = columns.flatMap((column) => stretchesOf(column, step));
  const close = stretches.flatMap(closely);
  const together = [...close, ...merged([...close])].filter(isEnough);
  return merged([...stretches.flatMap(alone), ...together])
    .filter((run) => run.isAlone || columns.some((column) => holds(column, run, step)))
    .map(({ first, last }) => ({ first, last, isFromAbove: step === 1 }));
}

// `columns`: each a list of {now, before}, row by row, null where there is no number. Blocks of
// rows from `first` to `last` that look like those of the row above, or below, a month ago.
export function shiftedBlocks(columns) {
  return [1, -1].flatMap((step) => blocksOf(columns, step));
}

// Those that pasted cells are part of, of the columns pasted into; `numbersOf` gives the {now,
// before} of a cell.
export function shiftedByPasting(rows, pasted, numbersOf) {
  const touched = [...new Set(pasted.map((cell) => cell.row))];
  if (touched.length < FEWEST_UNITS) return [];
  const places = [...new Set(pasted.map((cell) => cell.column))];
  const columns = places.map((place) => rows.map((cells) => numbersOf(cells[place])));
  return shiftedBlocks(columns).filter(({ first, last }) =>
    touched.some((row) => first <= row && row <= last),
  );
}
