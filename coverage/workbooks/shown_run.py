"""A dry run as its page shows it: what must be mended first, long lists cut and that said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.workbooks.column_form import Option
from coverage.workbooks.dry_run import DryRun, RunLine, UnitChoice
from coverage.workbooks.judging import Verdict, Whose
from coverage.workbooks.matching import Candidate, Units
from coverage.workbooks.rows import LEAVE_OUT

MOST_LINES = 200
# A list of all units in each of many rows would be longer than the page is worth.
_MOST_FULL_LISTS = 20
_MOST_UNITS_IN_A_LIST = 200


@dataclass(frozen=True, slots=True)
class Count:
    """One number of the summary; `name` is that of its list below and of its colour."""

    name: str
    label: str | Promise
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind; `more` says how many are not shown."""

    name: str
    title: str | Promise
    lines: Sequence[RunLine]
    more: int
    is_open: bool = False

    @property
    def count(self) -> int:
        return len(self.lines) + self.more


@dataclass(frozen=True, slots=True)
class RowChoice:
    field: str
    row: int
    raw: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Contested:
    """A cell with two values; `chosen` is "mine", "theirs" or ""."""

    line: RunLine
    chosen: str


_TITLES: Sequence[tuple[str, Promise, tuple[Verdict, ...], bool]] = (
    ("errors", gettext_lazy("To be mended"), (Verdict.ERROR, Verdict.LOCKED), True),
    ("warnings", gettext_lazy("Worth a look"), (Verdict.WARNING,), True),
    ("changed", gettext_lazy("Would be changed"), (Verdict.CHANGED,), True),
    ("new", gettext_lazy("Would be new"), (Verdict.NEW,), False),
    ("same", gettext_lazy("The same as it stands"), (Verdict.SAME,), False),
)


def counts(run: DryRun) -> list[Count]:
    by_verdict = run.counts()
    found = [
        Count(name, title, sum(by_verdict[verdict] for verdict in verdicts))
        for name, title, verdicts, _is_open in _TITLES
    ]
    asked = Count("asked", gettext_lazy("To be confirmed"), by_verdict[Verdict.ASKED])
    two = Count("contested", gettext_lazy("Changed by two"), by_verdict[Verdict.CONFLICT])
    kept = Count("kept", gettext_lazy("Left as it stands"), by_verdict[Verdict.KEPT])
    blank = Count("blank", gettext_lazy("Blank in the file"), run.blank)
    shown = [asked] if run.values else []
    return [found[0], *shown, two, *found[1:4], kept, found[4], blank]


def groups(run: DryRun) -> list[Group]:
    """Of the verdicts that ask for no choice; those without a line are left out."""
    found = []
    for name, title, verdicts, is_open in _TITLES:
        lines = [line for line in run.lines if line.verdict in verdicts]
        if lines:
            shown = lines[:MOST_LINES]
            found.append(Group(name, title, shown, len(lines) - len(shown), is_open))
    return found


def contested(run: DryRun, chosen: Mapping[str, str]) -> list[Contested]:
    """Every cell that waits for a choice or got one, and some of those later than the file."""
    found: dict[str, Contested] = {}
    kept = 0
    for line in run.lines:
        if not line.choice or line.choice in found:
            continue
        choice = chosen.get(line.choice, "")
        if line.verdict == Verdict.KEPT and not choice:
            kept += 1
            if kept > MOST_LINES:
                continue
            choice = Whose.THEIRS.value
        found[line.choice] = Contested(line, choice)
    return list(found.values())


def row_choices(run: DryRun, units: Units) -> list[RowChoice]:
    """For each row whose unit must be told: the likely units, then the person's others."""
    mine = [each for each in units.candidates if each.is_mine]
    is_full = len(run.choices) <= _MOST_FULL_LISTS and len(mine) <= _MOST_UNITS_IN_A_LIST
    return [
        RowChoice(each.field, each.row, each.raw, list(_options(each, mine if is_full else [])))
        for each in run.choices
    ]


def _options(choice: UnitChoice, mine: Sequence[Candidate]) -> Iterator[Option]:
    yield Option("", _("– choose –"), not choice.chosen)
    likely = {each.unit_id: each for each in choice.likely}
    for each in [*likely.values(), *(unit for unit in mine if unit.unit_id not in likely)]:
        value = str(each.unit_id)
        yield Option(value, f"{each.full_name} ({each.above})", value == choice.chosen)
    yield Option(LEAVE_OUT, _("leave this row out"), choice.chosen == LEAVE_OUT)
