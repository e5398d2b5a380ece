"""What units, documents, assigners, indicators and rules say otherwise than a meeting saw them say,
and which parts of units were given, or taken back, since.

Of the meeting's unit, the units directly below it, what binds them and what rules them; before a
meeting is frozen, of all units below.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    IndicatorVersion,
    LinkVersion,
    ReportingRule,
    UnitVersion,
    VersionOfRow,
)
from coverage.notation.periods import write_date, write_period
from coverage.units.share import write_share
from targets.models import AssignerVersion, Document, DocumentVersion

UNIT = ("full_name", "valid_to")
DOCUMENT = ("number", "title", "clause", "issued_on", "effective_on")
INDICATOR = ("name", "short_name")
RULE = (
    "counts_from",
    "cut_off_day",
    "due_day",
    "requires",
    "required_codes",
    "exempt_codes",
)
# Both units go on, so that no version of either says it.
IS_OF_A_PART = Q(
    Q(weight__isnull=True) | Q(weight__lt=1),
    change__kind=ChangeKind.TRANSFER,
    old__isnull=False,
    new__isnull=False,
)


@dataclass(frozen=True)
class SaidOtherwise:
    """`of`: what it is about, as it is called now; `what`: which of its particulars. `then` and
    `now` are texts, blank for nothing. `by` blank: not known."""

    of: str
    what: str
    then: str
    now: str
    by: str
    at: datetime
    why: str


Said = Callable[[Any], str]


def said_otherwise_since(
    unit: AdministrativeUnit, moment: datetime, *, of_all_below: bool = False
) -> list[SaidOtherwise]:
    """The latest first. Six statements."""
    farthest = 3 if of_all_below else 1
    here = Q(unit=unit) | _at_most_below(unit, "", farthest)
    bound = Document.objects.filter(Q(binds=unit) | _at_most_below(unit, "binds__", farthest))
    documents = DocumentVersion.objects.filter(document__in=bound)
    assigners = AssignerVersion.objects.filter(assigner__in=bound.values("assigner"))
    above = [unit.pk, *_above(unit)]
    ruled = Q(unit__in=above) | _at_most_below(unit, "unit__", farthest)
    ends = Q(old=unit) | Q(new=unit)
    ends |= _at_most_below(unit, "old__", farthest) | _at_most_below(unit, "new__", farthest)
    given = LinkVersion.objects.filter(ends, IS_OF_A_PART).select_related("change", "old", "new")
    found = (
        _parts(_anew(given, "change", moment), moment),
        _units(
            _anew(UnitVersion.objects.filter(here).select_related("act"), "unit", moment), moment
        ),
        _changed(documents, "document_id", DOCUMENT, moment),
        _changed(assigners, "assigner_id", ("name",), moment),
        _changed(IndicatorVersion.objects.all(), "indicator_id", INDICATOR, moment),
        _rules(
            _anew(ReportingRule.objects.filter(ruled).select_related("unit"), "unit", moment),
            moment,
        ),
    )
    return sorted((each for kind in found for each in kind), key=lambda each: each.at, reverse=True)


def _at_most_below(unit: AdministrativeUnit, path: str, levels: int) -> Q:
    """Whose unit, named by the path, lies so many levels below at most."""
    found = Q()
    for level in range(1, levels + 1):
        found |= Q(**{path + "__".join(["parent"] * level): unit})
    return found


def _above(unit: AdministrativeUnit) -> Iterator[int]:
    while unit.parent is not None:
        unit = unit.parent
        yield unit.pk


def _anew(rows: QuerySet[Any], key: str, moment: datetime) -> QuerySet[Any]:
    """Of each of which anything was recorded since the versions in force then and those in force
    now."""
    since = rows.filter(recorded_at__gt=moment).order_by().values(key)
    still = Q(superseded_at__isnull=True)
    then = Q(superseded_at__gt=moment, recorded_at__lte=moment)
    of_those = rows.filter(still | then, **{f"{key}__in": since})
    return of_those.select_related("recorded_by").order_by("pk")


def _pairs(
    rows: Iterable[Any], key: Callable[[Any], Any], moment: datetime
) -> Iterator[tuple[Any, Any]]:
    """(what stood then, what stands now) of each that was recorded anew since."""
    then: dict[Any, Any] = {}
    now: dict[Any, Any] = {}
    for row in rows:
        if row.recorded_at <= moment:
            then[key(row)] = row
        if row.superseded_at is None:
            now[key(row)] = row
    for each, row in now.items():
        if row.recorded_at > moment:
            yield then.get(each), row


def _units(rows: Iterable[UnitVersion], moment: datetime) -> Iterator[SaidOtherwise]:
    """Of one whose act was taken back that alone, and only where it had been seen to be there."""
    for then, now in _pairs(rows, lambda row: row.unit_id, moment):
        if now.never_was:
            if then is not None and not then.never_was:
                day = write_date(now.valid_from)
                yield _line(now, now.full_name, _("Opened"), day, _("the act was taken back"))
        elif then is None:
            yield _line(now, now.full_name, _("Opened"), "", write_date(now.valid_from))
        else:
            yield from _differences(then, now, now.full_name, UNIT)


def _parts(rows: Iterable[LinkVersion], moment: datetime) -> Iterator[SaidOtherwise]:
    """Of an act that was taken back only where it had been seen."""
    for then, now in _pairs(rows, lambda row: (row.change_id, row.old_id, row.new_id), moment):
        saw = then is not None and then.holds
        if saw or now.holds:
            said = _part_text(now) if now.holds else _("the act was taken back")
            what = capfirst(str(ChangeKind.TRANSFER.label))
            yield _line(now, now.old.full_name, what, _part_text(then) if saw else "", said)


def _part_text(link: LinkVersion) -> str:
    said = {"old": link.old, "new": link.new, "month": write_period(link.change.works_from)}
    if link.weight is None:
        return (
            _("a part of %(old)s, its share not known, goes to %(new)s from month %(month)s on")
            % said
        )
    said["share"] = write_share(link.weight)
    return _("%(share)s of %(old)s goes to %(new)s from month %(month)s on") % said


def _changed(
    rows: QuerySet[Any], key: str, fields: tuple[str, ...], moment: datetime
) -> Iterator[SaidOtherwise]:
    """Of rows that were there then: new ones are no change of what was seen."""
    for then, now in _pairs(_anew(rows, key, moment), lambda row: getattr(row, key), moment):
        if then is not None:
            yield from _differences(then, now, _called(now), fields)


def _called(row: VersionOfRow) -> str:
    return str(getattr(row, "name", None) or row)


def _rules(rows: Iterable[ReportingRule], moment: datetime) -> Iterator[SaidOtherwise]:
    for then, now in _pairs(rows, lambda row: (row.unit_id, row.from_month), moment):
        of = _("Rule of %(unit)s from %(month)s") % {
            "unit": now.unit.full_name,
            "month": write_period(now.from_month),
        }
        if then is None:
            yield _line(now, of, _("Entered"), "", "")
        else:
            yield from _differences(then, now, of, RULE)


def _differences(then: Any, now: Any, of: str, fields: tuple[str, ...]) -> Iterator[SaidOtherwise]:
    for name in fields:
        if getattr(then, name) != getattr(now, name):
            field = now._meta.get_field(name)
            what = capfirst(str(field.verbose_name))
            yield _line(now, of, what, _text(then, field), _text(now, field))


def _line(now: Any, of: str, what: str, then: str, said: str) -> SaidOtherwise:
    act = getattr(now, "act", None) or getattr(now, "change", None)
    why = " ".join(part for part in (act.decision if act else "", getattr(now, "why", "")) if part)
    return SaidOtherwise(of, what, then, said, str(now.recorded_by or ""), now.recorded_at, why)


def _text(row: Any, field: models.Field) -> str:
    value = getattr(row, field.attname)
    if isinstance(value, date):
        return write_date(value)
    if isinstance(value, list):
        return ", ".join(value)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return "" if value is None else str(value)
