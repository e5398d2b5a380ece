"""Reads the JSON shape of a report.

    {"unit": …, "as_of": …, "group": …, "edition": …, "records": [
        {"indicator": "BHXH", "people": 84268, "coverage_pct": "16,21", …,
         "attainments": [{"by": …, "pct": "85", "plan_people": …}, …], "approx": false}]}

Percentages are text so that the printed decimals count. A value that cannot be read is named with
its record and field and left out; the rest is kept.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from coverage.notation.text import nfc
from reports.report_check.arithmetic.fields import (
    ATTAINMENT_NUMBERS,
    ATTAINMENT_WORDS,
    NUMBERS,
    RECORD_WORDS,
    REPORT_WORDS,
    field_of,
)
from reports.report_check.arithmetic.printed import Printed, Quantity
from reports.report_check.arithmetic.printed_text import PrintError, read_print
from reports.report_check.arithmetic.report import PrintedReport, Problem, ProblemReason, Record

RECORDS_AT_MOST = 5_000
ATTAINMENTS_AT_MOST = 20
_NAMED_UNKNOWN_AT_MOST = 200


class UnreadableReportError(ValueError):
    """The input is not a report at all; the message says why."""


class _JsonNumber(str):
    """A JSON number kept as it was written, so that its decimals count."""


class _Repeated(dict[str, object]):
    """A JSON object in which some fields came twice; the last value holds."""

    repeated: tuple[str, ...] = ()


def parse(content: bytes | str) -> object:
    """JSON text to objects, decimals kept as written. Raises UnreadableReportError."""
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        return json.loads(
            text, parse_float=_JsonNumber, parse_constant=_JsonNumber, object_pairs_hook=_as_object
        )
    except UnicodeDecodeError as error:
        raise UnreadableReportError(f"not UTF-8 text: {error}") from error
    except RecursionError as error:
        raise UnreadableReportError("nested too deeply") from error
    except ValueError as error:
        raise UnreadableReportError(f"not JSON: {error}") from error


def _as_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    whole = _Repeated(pairs)
    if len(whole) < len(pairs):
        names = [name for name, _ in pairs]
        whole.repeated = tuple(name for name in whole if names.count(name) > 1)
    return whole


def read_report(data: object) -> PrintedReport:
    """Read a parsed report. Raises UnreadableReportError where there are no records to speak of."""
    if not isinstance(data, Mapping):
        raise UnreadableReportError("a report is an object with a list of records")
    records = data.get("records")
    if not isinstance(records, Sequence) or isinstance(records, str | bytes):
        raise UnreadableReportError("the report has no list of records")
    report = PrintedReport()
    words = _Reader(report, None, data)
    common = {name: words.text(name) for name in REPORT_WORDS}
    words.name_unknown({*REPORT_WORDS, "records"})
    for position, given in enumerate(records[:RECORDS_AT_MOST]):
        if isinstance(given, Mapping):
            report.records.append(_Reader(report, position, given).record(position, common))
        else:
            report.problems.append(Problem(ProblemReason.NOT_A_RECORD, position, "", _shown(given)))
    if len(records) > RECORDS_AT_MOST:
        report.problems.append(
            Problem(
                ProblemReason.TOO_MANY, None, "records", str(len(records)), str(RECORDS_AT_MOST)
            )
        )
    return report


class _Reader:
    """Reads one object of the report, noting what cannot be read."""

    def __init__(
        self, report: PrintedReport, position: int | None, given: Mapping[str, object]
    ) -> None:
        self.report = report
        self.position = position
        self.given = given
        for name in getattr(given, "repeated", ()):
            self.problem(ProblemReason.DUPLICATE_FIELD, name, given[name])

    def problem(
        self, reason: ProblemReason, path: str, value: object = "", detail: str = ""
    ) -> None:
        self.report.problems.append(Problem(reason, self.position, path, _shown(value), detail))

    def name_unknown(self, known: set[str], prefix: str = "") -> None:
        for name in self.given:
            if name not in known and len(self.report.unknown_fields) < _NAMED_UNKNOWN_AT_MOST:
                self.report.unknown_fields.append((self.position, f"{prefix}{_shown(name)}"))

    def text(self, name: str, path: str = "") -> str:
        value = self.given.get(name)
        if value is None:
            return ""
        if isinstance(value, str) and not isinstance(value, _JsonNumber):
            return nfc(value).strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self.problem(ProblemReason.NOT_TEXT, path or name, value)
        return ""

    def record(self, position: int, common: Mapping[str, str]) -> Record:
        words = {name: self.text(name) for name in RECORD_WORDS}
        if not words["indicator"]:
            self.problem(ProblemReason.MISSING, "indicator")
        approximate = self.given.get("approx")
        if not (approximate is None or isinstance(approximate, bool)):
            self.problem(ProblemReason.NOT_TEXT, "approx", approximate)
        numbers = self._numbers({name: name for name in NUMBERS})
        entries = self._attainments(numbers)
        if approximate is True:
            numbers = {path: number.loosened() for path, number in numbers.items()}
        self.name_unknown({*RECORD_WORDS, *NUMBERS, "attainments", "approx"})
        return Record(
            position=position,
            indicator=_code(words["indicator"]) or None,
            unit=words["unit"] or common["unit"],
            as_of=words["as_of"] or common["as_of"],
            group=words["group"] or common["group"],
            edition=words["edition"] or common["edition"],
            assigned_by=words["assigned_by"],
            numbers=numbers,
            attainments=entries,
        )

    def _attainments(self, numbers: dict[str, Printed]) -> int:
        given = self.given.get("attainments")
        if given is None:
            return 0
        if not isinstance(given, list):
            self.problem(ProblemReason.NOT_A_RECORD, "attainments", given)
            return 0
        if len(given) > ATTAINMENTS_AT_MOST:
            detail = str(ATTAINMENTS_AT_MOST)
            self.problem(ProblemReason.TOO_MANY, "attainments", len(given), detail)
        for place, entry in enumerate(given[:ATTAINMENTS_AT_MOST]):
            prefix = f"attainments[{place}]"
            if not isinstance(entry, Mapping):
                self.problem(ProblemReason.NOT_A_RECORD, prefix, entry)
                continue
            inner = _Reader(self.report, self.position, entry)
            numbers |= inner._numbers({f"{prefix}.{name}": name for name in ATTAINMENT_NUMBERS})
            inner.text("by", f"{prefix}.by")
            inner.name_unknown({*ATTAINMENT_WORDS, *ATTAINMENT_NUMBERS}, f"{prefix}.")
        return min(len(given), ATTAINMENTS_AT_MOST)

    def _numbers(self, paths: Mapping[str, str]) -> dict[str, Printed]:
        """The readable numbers of this object; `paths` maps the path to report to the key here."""
        found = {path: self._number(path, self.given.get(key)) for path, key in paths.items()}
        return {path: number for path, number in found.items() if number is not None}

    def _number(self, path: str, value: object) -> Printed | None:
        if value is None:
            return None
        expected = field_of(path)
        text = self._print(path, value, expected.quantity)
        if text is None:
            return None
        try:
            number = read_print(text, expected.quantity)
        except PrintError as error:
            self.problem(ProblemReason.NOT_A_NUMBER, path, value, str(error.reason))
            return None
        if number is None:
            return None
        if number.value < 0 and not expected.may_be_negative:
            self.problem(ProblemReason.NEGATIVE, path, value)
            return None
        if abs(number.value) > expected.limit:
            self.problem(ProblemReason.ABSURD, path, value)
            return None
        return number

    def _print(self, path: str, value: object, quantity: Quantity) -> str | None:
        """The value as a print, or None with a problem noted."""
        if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
            self.problem(ProblemReason.NOT_A_NUMBER, path, value)
            return None
        if isinstance(value, int) and value.bit_length() > 64:
            self.problem(ProblemReason.ABSURD, path, value)
            return None
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        is_text = isinstance(value, str) and not isinstance(value, _JsonNumber)
        if is_text or isinstance(value, int) or not quantity.counts_people:
            return text
        # A number with a point, where people are counted: 84268.0, but never 84.268.
        whole, _, decimals = text.partition(".")
        if decimals.strip("0"):
            self.problem(ProblemReason.FRACTION_OF_A_PERSON, path, value)
            return None
        return whole


def _code(text: str) -> str:
    """An indicator's code: "bhxh-tn" is BHXH_TN."""
    return "_".join(text.replace("-", " ").upper().split())


def _shown(value: object) -> str:
    """A value for a message: short, whatever it is."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if value.bit_length() <= 64 else "…"
    text = str(value) if isinstance(value, str | float | Decimal) else type(value).__name__
    return text if len(text) <= 60 else f"{text[:59]}…"
