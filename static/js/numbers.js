// The twin of coverage/notation/numbers.py: the same grammar, the same reasons, the same suggestions. A
// test reads generated texts with both. What is read is text as well: no figure is ever a float.

export const PEOPLE_DIGITS = 15;
export const PERCENT_DIGITS = 5;
export const PERCENT_DECIMALS = 4;

const WHITE = " \\t\\r\\n\\u00a0\\u202f";
const PLAIN = "(?:0|[1-9][0-9]*)";
const GROUPED = "[1-9][0-9]{0,2}(?:\\.[0-9]{3})+";
const ENGLISH_GROUPS = "[1-9][0-9]{0,2}(?:,[0-9]{3})";

// The dot takes line ends too, and an end is the end of the text.
const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "su");
const PEOPLE = whole(`${PLAIN}|${GROUPED}`);
const PERCENT = whole(
  `(?<whole>${PLAIN}|${GROUPED}(?=,))(?:,(?<decimals>[0-9]+))?[${WHITE}]*%?`,
);
const WHITE_AT_START = new RegExp(`^[${WHITE}]+`, "u");
const WHITE_AT_END = new RegExp(`[${WHITE}]+$`, "u");

const trimEnd = (text) => text.replace(WHITE_AT_END, "");
const trim = (text) => trimEnd(text.replace(WHITE_AT_START, ""));
const digits = (written) => written.replace(/[^0-9]/gu, "");
const noLeadingZeros = (written) => written.replace(/^0+(?=[0-9])/u, "");
const swapped = (written) => written.replace(/[.,]/gu, (sign) => (sign === "." ? "," : "."));
const before = (sign) => (written) => written.split(sign)[0];
const powerOfTen = (written) => {
  const [factor, exponent] = written.split(/[eE]/u);
  return factor + "0".repeat(Number(exponent));
};

const COMMON_SLIPS = [
  ["[=@].*", "formula", null],
  [`[-\\u2212\\u2013][${WHITE}]*[0-9].*`, "negative", null],
  ["\\+[0-9.,]+", "not_a_number", (written) => written.slice(1)],
];
const PEOPLE_SLIPS = [
  ...COMMON_SLIPS,
  ["0[0-9]{1,2}(?:\\.[0-9]{3})+|0[0-9]+", "leading_zero", noLeadingZeros],
  [ENGLISH_GROUPS, "ambiguous", digits],
  [`${ENGLISH_GROUPS}{2,}`, "wrong_separator", digits],
  [`${ENGLISH_GROUPS}+\\.0+`, "wrong_separator", before(".")],
  [`[1-9][0-9]{0,2}(?:[${WHITE}'][0-9]{3})+`, "wrong_separator", digits],
  [`(?:${PLAIN}|${GROUPED}),0+`, "fraction_of_a_person", before(",")],
  [`(?:${PLAIN}|${GROUPED}),[0-9]+`, "fraction_of_a_person", null],
  ["[0-9]{4,}\\.0{1,2}", "wrong_groups", before(".")],
  ["[1-9][0-9]*(?:\\.[0-9]{3}|(?:\\.[0-9]+){2,})", "wrong_groups", digits],
  ["[0-9.]+", "wrong_groups", null],
  ["[1-9][0-9]*[eE][0-9]{1,2}", "not_a_number", powerOfTen],
  [`[0-9.]+[${WHITE}]*người`, "not_a_number", (written) => trimEnd(written.slice(0, -5))],
].map(([pattern, reason, rewrite]) => [whole(pattern), reason, rewrite]);
const PERCENT_SLIPS = [
  ...COMMON_SLIPS,
  ["0[0-9]+(?:[.,][0-9]+)?", "leading_zero", noLeadingZeros],
  ["[1-9][0-9]{0,2}\\.[0-9]{3}", "ambiguous", swapped],
  [GROUPED, "too_large", null],
  [`${PLAIN}\\.[0-9]+`, "wrong_separator", swapped],
  [`${ENGLISH_GROUPS}+\\.[0-9]+`, "wrong_separator", swapped],
  ["[.,][0-9]+", "not_a_number", (written) => `0,${written.slice(1)}`],
  ["[0-9.]+,", "not_a_number", (written) => written.slice(0, -1)],
  ["[0-9.]+(?:,[0-9]+)?", "wrong_groups", null],
].map(([pattern, reason, rewrite]) => [whole(pattern), reason, rewrite]);

const refusal = (reason, suggestion = null) => ({ reason, suggestion });

// A number of people: {value: "821563"}, {value: null} for a blank text, or {reason, suggestion}.
export function readPeople(text) {
  const written = trim(text);
  if (!written) return { value: null };
  if (!PEOPLE.test(written)) {
    const [reason, meant] = slip(written, PEOPLE_SLIPS);
    return refusal(reason, peopleSuggestion(meant));
  }
  const value = written.replaceAll(".", "");
  return value.length > PEOPLE_DIGITS ? refusal("too_large") : { value };
}

// A percentage: {value: "80.58"}, {value: null} for a blank text, or {reason, suggestion}.
export function readPercent(text) {
  const written = trim(text);
  if (!written) return { value: null };
  const match = PERCENT.exec(written);
  if (!match) {
    const [reason, meant] = slip(trimEnd(written.replace(/%$/u, "")), PERCENT_SLIPS);
    return refusal(reason, percentSuggestion(meant));
  }
  const integer = match.groups.whole.replaceAll(".", "");
  const decimals = match.groups.decimals ?? "";
  if (integer.length > PERCENT_DIGITS) return refusal("too_large");
  if (decimals.length > PERCENT_DECIMALS) return refusal("too_many_decimals");
  return { value: decimals ? `${integer}.${decimals}` : integer };
}

// "821563" is "821.563"; null is "".
export function writePeople(value) {
  return value === null ? "" : value.replace(/\B(?=(?:[0-9]{3})+$)/gu, ".");
}

// The first slip that explains the text, and what was probably meant, if anything.
function slip(written, slips) {
  if (/(?![0-9])\p{Nd}/u.test(written)) return ["foreign_digits", inAsciiDigits(written)];
  for (const [pattern, reason, rewrite] of slips) {
    if (pattern.test(written)) return [reason, rewrite ? rewrite(written) : null];
  }
  return ["not_a_number", null];
}

function peopleSuggestion(meant) {
  const read = readPeople(meant ?? "");
  return read.reason ? read.suggestion : writePeople(read.value) || null;
}

function percentSuggestion(meant) {
  const read = readPercent(meant ?? "");
  return read.reason ? read.suggestion : meant || null;
}

function inAsciiDigits(written) {
  const folded = [...written.normalize("NFKC")];
  return trim(folded.map((sign) => (/^\p{Nd}$/u.test(sign) ? decimal(sign) : sign)).join(""));
}

// The digits of a script stand in a row from nought to nine, and rows that touch are whole.
function decimal(sign) {
  const code = sign.codePointAt(0);
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
