"""Head, foot and headings of what a unit's office issues: the usual ones, or those it keeps.

The written report and the monthly workbook are laid out alike, as Nghị định 30/2020/NĐ-CP has it;
both are in Vietnamese whatever the reader's language.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.access import approvable_units
from coverage.models import AdministrativeUnit, Level, User
from coverage.refusals import NotYours, Refused
from reports.models import ReportLayout

# The steering committee issues it, under the People's Committee of the unit.
SUPERIOR_BODY = "UBND {unit}"
ISSUING_BODY = "BAN CHỈ ĐẠO PHÁT TRIỂN ĐỐI TƯỢNG THAM GIA BHXH, BHYT, BHTN{unit}"
PLACE_OF_NATION = "Hà Nội"
SYMBOL = "BC-BCĐ"
ASSESSMENT_HEADING = "Đánh giá chung"
RESULTS_HEADING = "Kết quả thực hiện"
LIMITS_HEADING = "Tồn tại, hạn chế và nguyên nhân"
TASKS_HEADING = "Nhiệm vụ, giải pháp"
PROPOSALS_HEADING = "Kiến nghị"
USUAL_RECIPIENTS = ("Thành viên Ban Chỉ đạo", "Lưu: VT")
SIGNING_AUTHORITY = "TM. BAN CHỈ ĐẠO"
SIGNER_TITLE = "TRƯỞNG BAN"


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
        superior_body=_superior_body(unit),
        issuing_body=_issuing_body(unit),
        symbol=SYMBOL,
        place=PLACE_OF_NATION if unit.level == Level.NATION else unit.name,
        assessment_heading=ASSESSMENT_HEADING,
        results_heading=RESULTS_HEADING,
        limits_heading=LIMITS_HEADING,
        tasks_heading=TASKS_HEADING,
        proposals_heading=PROPOSALS_HEADING,
        recipients="\n".join(USUAL_RECIPIENTS),
        signing_authority=SIGNING_AUTHORITY,
        signer_title=SIGNER_TITLE,
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


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _superior_body(unit: AdministrativeUnit) -> str:
    """The People's Committee of the unit; the nation has none."""
    if unit.level == Level.NATION:
        return ""
    return SUPERIOR_BODY.format(unit=unit.full_name.upper())


def _issuing_body(unit: AdministrativeUnit) -> str:
    """The steering committee of the unit."""
    name = "" if unit.level == Level.NATION else f" {unit.full_name.upper()}"
    return ISSUING_BODY.format(unit=name)
