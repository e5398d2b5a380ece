"""The figures of a report as they are typed on a page: rows of texts, and what they say.

A number is read by `coverage.notation.numbers`, which is strict; the words around it ("hơn
16.000.000", "gần 91 %", "giảm 39") by `reports.report_check.arithmetic.printed_text`. A cell that
cannot be read is explained and left out, and the rest is still checked. Nothing is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coverage.indicator_facts import BASIS, HEALTH_GROUPS
from coverage.notation.numbers import NumberError, read_people, read_percent
from coverage.number_fields import explain
from reports.report_check.arithmetic.fields import NUMBERS, field_of
from reports.report_check.arithmetic.phrases import INDICATORS, Language
from reports.report_check.arithmetic.printed import Quantity
from reports.report_check.arithmetic.printed_text import PrintError, read_print
from reports.report_check.arithmetic.report import Problem, ProblemReason
from reports.report_check.arithmetic.wording import problem_in_words
from reports.report_check.limits import TOGETHER_AT_MOST

CODES = (*BASIS, *HEALTH_GROUPS, "TOTAL")
# The numbers that nearly every review prints; the others are behind a fold.
USUAL = (
    "people",
    "coverage_pct",
    "plan_people",
    "target_pct",
    "attainment_pct",
    "remaining",
    "prev_year_people",
    "yoy_abs",
    "yoy_pct",
)
OTHERS = tuple(name for name in NUMBERS if name not in USUAL)
WORDS = ("indicator", "assigned_by")
ROWS_AT_LEAST, ROWS_AT_MOST = 3, TOGETHER_AT_MOST
LONGEST_CELL = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """`name` is that of the input; `problem` says why the text cannot be read, or is blank."""

    name: str
    path: str
    label: str
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One indicator (and one assigner) of the report; `number` counts the rows from 1."""

    number: int
    indicator: str = ""
    assigned_by: str = ""
    cells: tuple[Cell, ...] = field(default=())

    @property
    def prefix(self) -> str:
        return prefix_of(self.number)

    @property
    def usual(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.path in USUAL]

    @property
    def others(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.path in OTHERS]

    @property
    def shows_others(self) -> bool:
        return any(cell.text for cell in self.others)

    @property
    def is_blank(self) -> bool:
        return not any(cell.text for cell in self.cells)

    def record(self) -> dict[str, object]:
        """A record of the shape in `arithmetic.input`, without the cells that cannot be read."""
        words = {"indicator": self.indicator, "assigned_by": self.assigned_by}
        numbers = {cell.path: cell.text for cell in self.cells if cell.text and not cell.problem}
        return {**words, **numbers}


def prefix_of(number: int) -> str:
    return f"r{number}-"


def indicator_names(language: Language) -> list[tuple[str, str]]:
    """Each code with what the reader calls it."""
    names = INDICATORS if language == "vi" else {}
    return [(code, names.get(code, code)) for code in CODES]


def field_name(path: str, language: Language) -> str:
    named = field_of(path)
    return named.vi if language == "vi" else named.en


def read_rows(typed: Mapping[str, str], count: int, language: Language) -> list[TypedRow]:
    """The first `count` rows, blank ones too: "r2-people" is the people of the second row."""
    return [_row(typed, number, language) for number in range(1, count + 1)]


def _row(typed: Mapping[str, str], number: int, language: Language) -> TypedRow:
    prefix = prefix_of(number)
    said = {name: typed.get(f"{prefix}{name}", "").strip() for name in (*WORDS, *NUMBERS)}
    return TypedRow(
        number=number,
        indicator=said["indicator"] if said["indicator"] in CODES else "",
        assigned_by=said["assigned_by"][:LONGEST_CELL],
        cells=tuple(
            Cell(
                name=f"{prefix}{path}",
                path=path,
                label=field_name(path, language),
                text=said[path][: LONGEST_CELL + 1],
                problem=_problem(said[path], path, language),
            )
            for path in (*USUAL, *OTHERS)
        ),
    )


def _problem(text: str, path: str, language: Language) -> str:
    """Why a cell cannot be read, in the reader's language; blank where it can."""
    quantity = field_of(path).quantity
    try:
        _check(text, quantity)
    except NumberError as error:
        return explain(error)
    except PrintError as error:
        place = field_name(path, language)
        reason = ProblemReason.NOT_A_NUMBER
        shown = text[:LONGEST_CELL]
        return problem_in_words(Problem(reason, None, place, shown, str(error.reason)), language)
    return ""


def _check(text: str, quantity: Quantity) -> None:
    """Raises PrintError for the words, NumberError for the number among them."""
    printed = read_print(text, quantity)
    if printed is None:
        return
    in_thousands = printed.last_digit > 1 and "," in printed.numeral
    if quantity.counts_people and not in_thousands:
        read_people(printed.numeral)
    else:
        read_percent(printed.numeral)
