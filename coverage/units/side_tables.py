"""The tables of the second step of an act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coverage.models import Assignment, ReportedFigure, ReportingRule, State
from coverage.notation.numbers import write_decimal, write_people
from coverage.notation.periods import write_date, write_period
from coverage.tables.columns import Column
from coverage.tables.table import Table
from coverage.units.query import Side
from coverage.units.share import write_share
from coverage.wording import state_text


@dataclass(frozen=True, slots=True)
class EndingLine:
    code: str
    name: str
    figures: str
    month: str
    roles: str
    rules: str
    running: str

    @classmethod
    def of(cls, side: Side) -> "EndingLine":
        month = month_text(side.month, [side.state]) if side.month else ""
        running = (
            f"{write_period(each.period)} {state_text(State(each.state))}" for each in side.running
        )
        return cls(
            side.unit.code,
            side.unit.full_name,
            figures_text(side.figures),
            month,
            roles_text(side.roles),
            rules_text(side.rules),
            "; ".join(running),
        )


class EndingTable(Table):
    unit = Column(gettext_lazy("Unit"), lambda row: row.name, css="first", is_heading=True)
    code = Column(pgettext_lazy("of a unit", "Code"), lambda row: row.code)
    figures = Column(gettext_lazy("Last figures"), lambda row: row.figures or "–", css="said")
    month = Column(gettext_lazy("Of month"), lambda row: row.month or "–")
    running = Column(gettext_lazy("Running months"), lambda row: row.running or "–")
    roles = Column(gettext_lazy("Roles"), lambda row: row.roles or "–")
    rules = Column(gettext_lazy("Own rule"), lambda row: row.rules or "–")


@dataclass(frozen=True, slots=True)
class NewLine:
    code: str
    name: str
    above: str
    from_day: date
    made_of: str
    figures: str
    roles: str
    rules: str
    months: str


class NewTable(Table):
    unit = Column(gettext_lazy("Unit"), lambda row: row.name, css="first", is_heading=True)
    code = Column(pgettext_lazy("of a unit", "Code"), lambda row: row.code)
    above = Column(gettext_lazy("Below"), lambda row: row.above)
    from_day = Column(gettext_lazy("From"), lambda row: write_date(row.from_day))
    made_of = Column(gettext_lazy("Made of"), lambda row: row.made_of)
    figures = Column(
        gettext_lazy("Their last figures together"), lambda row: row.figures or "–", css="said"
    )
    months = Column(gettext_lazy("Months to be opened"), lambda row: row.months or "–")
    roles = Column(gettext_lazy("Roles"), lambda row: row.roles or "–")
    rules = Column(gettext_lazy("Own rule"), lambda row: row.rules or "–")


class PartsTable(Table):
    giver = Column(
        pgettext_lazy("who gives", "From"),
        lambda row: row.giver.full_name,
        css="first",
        is_heading=True,
    )
    receiver = Column(pgettext_lazy("who receives", "To"), lambda row: row.receiver.full_name)
    below = Column(gettext_lazy("Below"), lambda row: row.receiver.parent.full_name)
    share = Column(gettext_lazy("Share of the people"), lambda row: write_share(row.share))


def month_text(month: date, states: Iterable[State | None]) -> str:
    """The month, and how far those of whom figures stand beside it have come with it."""
    return ", ".join([write_period(month), *dict.fromkeys(map(state_text, states))])


def figures_text(figures: Iterable[ReportedFigure]) -> str:
    return "; ".join(f"{row.indicator.label} {_value(row)}" for row in figures)


def _value(row: ReportedFigure) -> str:
    if row.people is not None:
        return write_people(row.people)
    return f"{write_decimal(row.rate)} %" if row.rate is not None else row.get_absence_display()


def roles_text(roles: Iterable[Assignment]) -> str:
    """Each person once, with the roles; in the order given."""
    by_person: dict[str, list[str]] = {}
    for role in roles:
        held = by_person.setdefault(str(role.user), [])
        if (said := role.get_role_display()) not in held:
            held.append(said)
    return "; ".join(f"{person} ({', '.join(held)})" for person, held in by_person.items())


def rules_text(rules: Sequence[ReportingRule]) -> str:
    """From when each holds, and what it says first: when a month counts and is due."""
    said = []
    for rule in rules:
        words = [rule.get_counts_from_display()]
        if rule.due_day:
            words.append(_("due on day %(day)s") % {"day": rule.due_day})
        said.append(f"{write_period(rule.from_month)}: {', '.join(words)}")
    return "; ".join(said)
