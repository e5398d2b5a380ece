"""Scenarios saved by name: the only writer of them. Nothing here leads to a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.access import readable_units
from coverage.models import AdministrativeUnit, Indicator, User
from coverage.notation.text import nfc
from coverage.refusals import NotYours, Refused
from reports.models import Scenario, ScenarioChange
from targets.what_if import Change


class NameTaken(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("You have saved “%(name)s” for this unit already. Choose another name.")
            % {"name": name}
        )


class ScenarioGone(Refused):
    said = gettext_lazy("This scenario is not yours, or was deleted. Save it as a new one.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be saved: unit id -> what is supposed of it; the whole's denominator, None where
    it stays as it is."""

    name: str
    indicator: Indicator
    period: date
    changes: Mapping[int, Change]
    denominator: int | None


def scenarios_of(unit: AdministrativeUnit) -> QuerySet[Scenario]:
    """Everybody's for the unit: whoever reads the unit may open them."""
    rows = Scenario.objects.filter(unit=unit)
    return rows.select_related("user", "indicator").prefetch_related("changes__unit")


@transaction.atomic
def save_scenario(
    user: User, unit: AdministrativeUnit, draft: Draft, replaced: int | None = None
) -> Scenario:
    """Save under its name: a new one, or in place of the user's own `replaced`. `changes` name
    units below the unit, or itself.

    Raises NotYours where the user may not read the unit, NameTaken, ScenarioGone."""
    if not readable_units(user).filter(pk=unit.pk).exists():
        raise NotYours([unit])
    kept = Scenario(user=user, unit=unit)
    if replaced is not None:
        kept = _own(user, unit, replaced)
    kept.name, kept.denominator = nfc(draft.name.strip()), draft.denominator
    kept.indicator, kept.period = draft.indicator, draft.period
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise NameTaken(kept.name) from error
    kept.changes.all().delete()
    ScenarioChange.objects.bulk_create(
        ScenarioChange(scenario=kept, unit_id=unit_id, added=change.added, people=change.people)
        for unit_id, change in draft.changes.items()
    )
    return kept


@transaction.atomic
def delete_scenario(user: User, unit: AdministrativeUnit, scenario_id: int) -> str:
    """Delete the user's own; its name is returned. Raises ScenarioGone."""
    kept = _own(user, unit, scenario_id)
    name = kept.name
    kept.delete()
    return name


def _own(user: User, unit: AdministrativeUnit, scenario_id: int) -> Scenario:
    """Locked, so that two saves of it do not mix their rows."""
    rows = Scenario.objects.select_for_update().filter(user=user, unit=unit, pk=scenario_id)
    kept = rows.first()
    if kept is None:
        raise ScenarioGone
    return kept
