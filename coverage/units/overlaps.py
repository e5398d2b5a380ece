"""Acts that are recorded of the decision that is being entered, or of one of its number: whether it
is that decision again, or a slip, is asked before anything is done."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.access import readable_units
from coverage.models import ChangeKind, LinkVersion, UnitChange, User
from coverage.notation.periods import write_date, write_period
from coverage.notation.unit_names import full_name
from coverage.refusals import names_of
from coverage.tables.columns import Column
from coverage.tables.notations import write_moment
from coverage.tables.table import Table
from coverage.units.act_query import RecordedAct, acts_with
from coverage.units.decision_line import DecisionSaid, read_line
from coverage.units.draft import Decided
from coverage.units.share import write_share
from coverage.units.table import units_text

# A resolution that rearranged a nation has hundreds of acts: more are counted, not listed.
MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class OverlapLine:
    """`differs`: in what an act differs from what is being entered; "" of that itself."""

    who: str
    decision: str
    takes_effect: date
    first_month: date
    units: str
    differs: str


class OverlapTable(Table):
    heading = gettext_lazy("What is entered, and what is recorded")

    who = Column(gettext_lazy("State"), lambda row: row.who, css="first", is_heading=True)
    decision = Column(gettext_lazy("Decision"), lambda row: row.decision)
    day = Column(gettext_lazy("Date of effect"), lambda row: write_date(row.takes_effect))
    month = Column(gettext_lazy("Counted from"), lambda row: write_period(row.first_month))
    units = Column(gettext_lazy("Units"), lambda row: row.units, css="said")
    differs = Column(gettext_lazy("Differs in"), lambda row: row.differs or "–")


@dataclass(frozen=True, slots=True)
class Overlaps:
    decided: Decided
    acts: Sequence[RecordedAct]

    @property
    def mark(self) -> str:
        """What a form holds that was answered with these shown; "" where there are none."""
        if not self.acts:
            return ""
        said = sorted(act.change.pk for act in self.acts)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:12]

    @property
    def has_other_shares(self) -> bool:
        return any(_has_other_shares(act, self.decided) for act in self.acts)

    @property
    def more(self) -> int:
        return max(len(self.acts) - MOST_LISTED, 0)

    @property
    def table(self) -> OverlapTable:
        decided = self.decided
        entered = OverlapLine(
            _("Entered now"),
            decided.decision,
            decided.takes_effect,
            decided.first_month,
            _units_of(decided),
            "",
        )
        listed = [_line(act, decided) for act in self.acts[:MOST_LISTED]]
        return OverlapTable([entered, *listed])


def overlaps(user: User, decided: Decided) -> Overlaps:
    """Of acts that stand, on units that the user may read. One statement where there are none."""
    said = read_line(decided.decision)
    alike = [] if said is None else _of_one_number(said)
    if not alike:
        return Overlaps(decided, [])
    units = readable_units(user).values("pk")
    links = LinkVersion.objects.filter(change__in=alike)
    mine = links.filter(old__in=units) | links.filter(new__in=units)
    return Overlaps(decided, acts_with(set(mine.values_list("change_id", flat=True))))


def _of_one_number(said: DecisionSaid) -> list[int]:
    digits = re.search("[0-9]+", said.number)
    rows = UnitChange.objects.filter(is_void=False).exclude(kind=ChangeKind.KEEP)
    if digits:
        rows = rows.filter(decision__contains=digits[0])
    found = rows.exclude(decision="").values_list("pk", "decision")
    return [pk for pk, decision in found if said.is_of_one_number(decision)]


def _line(act: RecordedAct, decided: Decided) -> OverlapLine:
    change = act.change
    by = {"by": act.recorded_by or "–", "at": write_moment(act.recorded_at)}
    return OverlapLine(
        _("Recorded by %(by)s, %(at)s") % by,
        change.decision,
        change.takes_effect,
        change.works_from,
        units_text(act),
        "; ".join(_differences(act, decided)),
    )


def _differences(act: RecordedAct, decided: Decided) -> list[str]:
    change, found = act.change, []
    mine, other = read_line(decided.decision), read_line(change.decision)
    if mine and other and mine.issued_on != other.issued_on:
        found.append(_("the day it was issued"))
    if change.takes_effect != decided.takes_effect:
        found.append(_("the date of effect"))
    if change.works_from != decided.first_month:
        found.append(_("the first month"))
    if not _named_by(act) <= _named_in(decided):
        found.append(_("the units"))
    if _has_other_shares(act, decided):
        found.append(_("the shares"))
    return found


def _has_other_shares(act: RecordedAct, decided: Decided) -> bool:
    entered = _shares_in(decided)
    return any(entered.get(ends, share) != share for ends, share in _shares_of(act).items())


def _shares_of(act: RecordedAct) -> dict[tuple[int, str], Decimal | None]:
    """By the id of an old unit and the code of a new one how much went there; None: not known."""
    links = [(link.old_id, link.new, link.weight) for link in act.links]
    return {(old, new.code): weight for old, new, weight in links if old and new}


def _shares_in(decided: Decided) -> dict[tuple[int, str], Decimal | None]:
    entered: dict[tuple[int, str], Decimal | None] = {
        (old, new.code): share
        for change in decided.changes
        for new in change.news
        for old, share in new.shares.items()
    }
    parts = {(part.giver.pk, part.receiver.code): part.share for part in decided.parts}
    return entered | parts


def _named_by(act: RecordedAct) -> set[tuple[int | None, int | None]]:
    """The ids of the units that it ended, of a part those of giver and receiver."""
    return {(link.old_id, link.new_id if act.is_of_a_part else None) for link in act.links}


def _named_in(decided: Decided) -> set[tuple[int | None, int | None]]:
    ended: set[tuple[int | None, int | None]] = {(unit.pk, None) for unit in decided.olds}
    return ended | {(part.giver.pk, part.receiver.pk) for part in decided.parts}


def _units_of(decided: Decided) -> str:
    said = [
        f"{names_of(change.olds)} → "
        + ", ".join(full_name(new.kind, new.name) for new in change.news)
        for change in decided.changes
    ]
    said += [
        f"{part.giver.full_name} → {part.receiver.full_name} ({write_share(part.share)})"
        for part in decided.parts
    ]
    return "; ".join(said)
