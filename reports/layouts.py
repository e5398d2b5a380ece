"""Head, foot and headings of a unit's written report: the usual ones, or those its office keeps."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.access import approvable_units
from coverage.models import AdministrativeUnit, User
from coverage.refusals import NotYours, Refused
from reports.models import ReportLayout
from reports.narrative import wording, words
from reports.narrative.report import Headings


class LayoutChanged(Refused):
    """Somebody saved another layout since this one was shown."""

    def __init__(self, layout: ReportLayout) -> None:
        super().__init__(
            _(
                "%(who)s changed this layout at %(when)s. Nothing was saved; "
                "open the page again to see the change."
            )
            % {
                "who": layout.changed_by,
                "when": date_format(localtime(layout.changed_at), "DATETIME_FORMAT"),
            }
        )


def layout_of(unit: AdministrativeUnit) -> ReportLayout:
    """The unit's own layout, else the usual one (not saved). One statement."""
    kept = ReportLayout.objects.select_related("changed_by").filter(unit=unit).first()
    return kept or ReportLayout(
        unit=unit,
        superior_body=words.superior_body(unit),
        issuing_body=words.issuing_body(unit),
        symbol=wording.SYMBOL,
        place=unit.name,
        results_heading=wording.RESULTS_HEADING,
        comparison_heading=wording.COMPARISON_HEADING,
        tasks_heading=wording.TASKS_HEADING,
        recipients="\n".join(wording.USUAL_RECIPIENTS),
        signing_authority=wording.SIGNING_AUTHORITY,
        signer_title=wording.SIGNER_TITLE,
    )


def may_change_layout(user: User, unit: AdministrativeUnit) -> bool:
    return approvable_units(user).filter(pk=unit.pk).exists()


@transaction.atomic
def save_layout(
    user: User, unit: AdministrativeUnit, values: Mapping[str, str], shown: datetime | None
) -> ReportLayout:
    """Keep the layout. `shown`: when the one on the screen was changed; None where none was kept.

    Raises NotYours, and LayoutChanged where another was saved meanwhile."""
    if not may_change_layout(user, unit):
        raise NotYours([unit])
    # The unit's row is the lock: there may be no layout yet to lock.
    AdministrativeUnit.objects.select_for_update().get(pk=unit.pk)
    kept = ReportLayout.objects.select_related("changed_by").filter(unit=unit).first()
    if kept is not None and kept.changed_at != shown:
        raise LayoutChanged(kept)
    layout, _created = ReportLayout.objects.update_or_create(
        unit=unit,
        defaults={**values, "changed_by": user, "changed_at": timezone.now()},
    )
    return layout


def headings_of(layout: ReportLayout) -> Headings:
    return Headings(
        layout.results_heading,
        layout.comparison_heading,
        layout.tasks_heading,
        tuple(lines_of(layout.extra_headings)),
    )


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
