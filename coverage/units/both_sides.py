"""What the second step of an act shows: what there is, what begins, what goes over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.models import AdministrativeUnit, DecisionFile, State
from coverage.notation.numbers import write_people
from coverage.notation.periods import write_date, write_period
from coverage.notation.unit_names import full_name
from coverage.units.carrying import going_on, same_rules
from coverage.units.decision_files import files_of, folded
from coverage.units.draft import Change, Decided, NewUnit
from coverage.units.query import Side, below, held_before, sides
from coverage.units.share import write_share
from coverage.units.shown import mark
from coverage.units.side_tables import (
    EndingLine,
    EndingTable,
    NewLine,
    NewTable,
    PartsTable,
    figures_text,
    month_text,
    roles_text,
    rules_text,
)


@dataclass(frozen=True, slots=True)
class BothSides:
    """`shown`: what the form of the confirmation holds; `below`: the units that go on below."""

    decided: Decided
    sides: Sequence[Side]
    partners: Sequence[Side]
    below: Sequence[AdministrativeUnit]
    before: dict[str, list[AdministrativeUnit]]
    file: DecisionFile | None

    @property
    def shown(self) -> str:
        return mark([*self.sides, *self.partners])

    @property
    def ending(self) -> EndingTable:
        lines = [EndingLine.of(side) for side in self.sides]
        return EndingTable(lines, heading=_("Units that end, as they stand now"))

    @property
    def going_on(self) -> EndingTable:
        lines = [EndingLine.of(side) for side in self.partners]
        return EndingTable(lines, heading=_("Units that go on, as they stand now"))

    @property
    def parts(self) -> PartsTable:
        return PartsTable(self.decided.parts, heading=_("What goes from one to the other"))

    @property
    def new(self) -> NewTable:
        lines = [
            self._new_line(change, new) for change in self.decided.changes for new in change.news
        ]
        return NewTable(lines, heading=_("Units that begin, and what goes over to them"))

    def _new_line(self, change: Change, new: NewUnit) -> NewLine:
        first = self.decided.first_month
        into = [side for side in self.sides if side.unit.pk in new.shares]
        rules = [going_on(side.rules, first) for side in into]
        running = sorted(
            {
                month.period
                for side in into
                for month in side.running
                if month.period >= first and month.state == State.OPEN
            }
        )
        return NewLine(
            code=new.code,
            name=full_name(new.kind, new.name),
            above=change.above.full_name,
            from_day=first,
            made_of="; ".join(_share_text(side.unit, new.shares[side.unit.pk]) for side in into),
            figures=_sum_text(into, new),
            roles=roles_text([role for side in into for role in side.roles]),
            rules=rules_text(rules[0]) if same_rules(rules) else _("differ: none goes over"),
            months=", ".join(map(write_period, running)),
        )

    def notes(self) -> list[str]:
        """What an approver should know before it is recorded."""
        decided = self.decided
        found = []
        for code, units in self.before.items():
            had = "; ".join(f"{unit.full_name} ({_dates(unit)})" for unit in units)
            found.append(_("Code %(code)s was before: %(units)s.") % {"code": code, "units": had})
        if decided.parts:
            found.append(
                _(
                    "Both units go on. Their figures, months, targets, roles and rules stay what "
                    "they are, and no sum changes: what is told of the past counts by the share."
                )
            )
        elif decided.takes_effect < timezone.localdate():
            found.append(
                _(
                    "The date of effect has passed: pages of meetings that were frozen keep the "
                    "units as they were then; months before %(month)s stay with the old units."
                )
                % {"month": write_period(decided.first_month)}
            )
        if self.below:
            count = len(self.below)
            said = ngettext(
                "%(count)s unit below goes on below the new one, with roles, rules and months.",
                "%(count)s units below go on below the new one, with roles, rules and months.",
                count,
            )
            found.append(said % {"count": count})
        return found


def both_sides(decided: Decided) -> BothSides:
    """Thirteen statements at most."""
    under = below(decided.olds, decided.first_month)
    ending, going_on = (sides(units) for units in (decided.olds, decided.partners))
    file = files_of([decided.decision]).get(folded(decided.decision))
    return BothSides(decided, ending, going_on, under, held_before(decided), file)


def _dates(unit: AdministrativeUnit) -> str:
    until = write_date(unit.valid_to) if unit.valid_to else ""
    return f"{write_date(unit.valid_from)} → {until}".rstrip()


def _share_text(unit: AdministrativeUnit, share: Decimal) -> str:
    if share == 1:
        return unit.full_name
    return f"{unit.full_name}: {write_share(share)}"


def _sum_text(into: Sequence[Side], new: NewUnit) -> str:
    """The people of whole units of one month, added up; "" where that says nothing."""
    months: set[date | None] = {side.month for side in into}
    if None in months or any(share != 1 for share in new.shares.values()):
        return ""
    if len(months) > 1:
        return _("not added up: of different months")
    month = month_text(into[0].figures[0].period, [side.state for side in into])
    if len(into) == 1:
        return f"{figures_text(into[0].figures)} ({month})"
    labels = {row.indicator_id: row.indicator.label for row in into[0].figures}
    said = []
    for pk, label in labels.items():
        rows = [row for side in into for row in side.figures if row.indicator_id == pk]
        people = [row.people for row in rows if row.people is not None]
        if len(people) == len(into):
            said.append(f"{label} {write_people(sum(people))}")
    return f"{'; '.join(said)} ({month})" if said else ""
