// What a cell's text says, by the kind of table: figures of a month (coverage/month/typed_text.py)
// or targets of a document (targets/register/typed_text.py). Each reader gives {text}, as it
// would be written, "" for nothing; or {reason, suggestion}.

import { readPeople, readPercent, writePeople } from "./numbers.js";

const CODES = { k: "k", kad: "kad", "không có số liệu": "k", "không áp dụng": "kad" };
const DASHES = new Set(["-", "–", "—", "\u2212", "x", "..."]);
// What Python's str.split() parts at.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const SIGNS = {
  "≥": "≥", ">=": "≥", "<~": "<~", "~": "~", "≈": "~", ">": ">",
  "ít nhất": "≥", "tối thiểu": "≥", "khoảng": "~", "hơn": ">", "trên": ">", "gần": "<~",
};
const SIGN = new RegExp(`^(?:${Object.keys(SIGNS).join("|")})`, "iu");
const PEOPLE_WORD = "người";
const NO_NUMBER = { reason: "not_a_number", suggestion: null };
// The database holds three digits before the comma.
const MOST_PERCENT_DIGITS = 3;

const plain = (text) => text.split(SPACES).filter(Boolean).join(" ");

export const isDash = (text) => DASHES.has(plain(text).toLowerCase());

export function readFigure(text) {
  const word = plain(text).normalize("NFC").toLowerCase();
  if (Object.hasOwn(CODES, word)) return { text: CODES[word] };
  const read = readPeople(text);
  return read.reason ? read : { text: writePeople(read.value) };
}

// `reads` is what a number without a sign counts: "people", "percent", or "count" where there is
// no per cent at all.
export function readTarget(text, reads) {
  const written = plain(text).normalize("NFC");
  if (!written) return { text: "" };
  const parted = written.split(";").map(partedAtSign);
  const said = readNumbers(parted.map(({ number }) => number), reads);
  if (said.reason) return said;
  if (said.percent && reads === "count") return { reason: "counted_only", suggestion: null };
  const numbers = [said.people, said.percent].filter(Boolean);
  return { text: numbers.map((number, at) => parted[at].sign + number).join("; ") };
}

// A number and the sign before it, which is its alone.
function partedAtSign(part) {
  const bare = part.trim();
  const [word] = SIGN.exec(bare) ?? [""];
  const sign = word ? `${SIGNS[word.toLowerCase()]} ` : "";
  return { sign, number: bare.slice(word.length).trim() };
}

function readNumbers(parts, reads) {
  if (parts.length > 2 || parts.includes("")) return NO_NUMBER;
  if (parts.length === 2) {
    if (!parts[1].endsWith("%")) return NO_NUMBER;
    const people = readCount(parts[0]);
    return people.reason ? people : merged(people, readShare(parts[1]));
  }
  const [number] = parts;
  if (number.endsWith("%")) return readShare(number);
  if (reads === "percent" && !number.endsWith(PEOPLE_WORD)) return readShare(number);
  const read = readCount(number);
  if (read.reason || reads !== "percent") return read;
  return { people: `${read.people} ${PEOPLE_WORD}` };
}

const merged = (people, share) => (share.reason ? share : { ...people, ...share });

function readCount(number) {
  const bare = number.endsWith(PEOPLE_WORD) ? plain(number.slice(0, -PEOPLE_WORD.length)) : number;
  const read = readPeople(bare);
  if (read.reason) return read;
  return read.value === null ? NO_NUMBER : { people: writePeople(read.value) };
}

function readShare(number) {
  const read = readPercent(number);
  if (read.reason) return read;
  if (read.value === null) return NO_NUMBER;
  const [whole, decimals = ""] = read.value.split(".");
  if (whole.length > MOST_PERCENT_DIGITS) return { reason: "too_large", suggestion: null };
  return { percent: `${decimals ? `${whole},${decimals}` : whole} %` };
}

// The reader of a column's cells: of targets where its heading says what a number counts.
export function readerOf(head) {
  const { reads } = head.dataset;
  return reads ? (text) => readTarget(text, reads) : readFigure;
}
