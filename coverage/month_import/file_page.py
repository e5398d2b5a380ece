"""A workbook of a month that was handed in: what its columns hold, what it would do, and the
confirmation."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coverage.entry import Cell
from coverage.models import ImportedFile, User
from coverage.month.places import reach_or_403
from coverage.month_import.column_form import FigureColumns
from coverage.month_import.doubts import doubts_of
from coverage.month_import.dry_run import dry_run
from coverage.month_import.files import confirm, files_of, tell_layout
from coverage.month_import.standing import StandingMonth, standing_month, units_below
from coverage.notation.periods import to_slug, write_period
from coverage.warnings.finding_words import finding_line
from coverage.workbooks.dry_run import DryRun
from coverage.workbooks.import_kind import ImportKind
from coverage.workbooks.pages import views_of
from coverage.workbooks.shown_run import MOST_LINES


def _may_use(user: User, file: ImportedFile) -> bool:
    _unit, reach = reach_or_403(user, file.unit_id)
    return bool(reach.writable)


def _about(file: ImportedFile) -> dict[str, object]:
    return {"unit": file.unit, "month": write_period(file.period), "slug": to_slug(file.period)}


def _confirmed(written: int) -> str:
    return ngettext(
        "Imported: %(count)s figure written.", "Imported: %(count)s figures written.", written
    ) % {"count": written}


def _more(_file: ImportedFile, month: StandingMonth, run: DryRun[Cell]) -> dict[str, object]:
    doubts = doubts_of(month, run)
    names = {each.code: each.label for each in month.indicators}
    shown = [(each.unit, finding_line(each.finding, names)) for each in doubts[:MOST_LINES]]
    return {
        "points": shown,
        "more_points": len(doubts) - len(shown),
        "all_points": len(doubts),
    }


import_file, import_columns, import_list = views_of(
    ImportKind[ImportedFile, StandingMonth, Cell](
        file_address="import_file",
        columns_address="import_columns",
        list_address="import_list",
        templates="coverage/month_import",
        value=gettext_lazy("Figure"),
        column_form=FigureColumns,
        files=ImportedFile.objects.select_related("unit", "uploaded_by"),
        alike=lambda file: files_of(file.unit, file.period),
        may_use=_may_use,
        about=_about,
        units=lambda file: units_below(file.uploaded_by, file.unit, file.period),
        tell_layout=tell_layout,
        standing=lambda file: standing_month(file.uploaded_by, file.unit, file.period, file.since),
        dry_run=lambda file, sheet, layout, month, chosen: dry_run(
            sheet, layout, month, chosen, file.name
        ),
        confirm=lambda file, run, _month, _posted: confirm(file, run),
        confirmed=_confirmed,
        more=_more,
        list_name=lambda file: (
            _("import checked") + f" {file.unit.full_name}",
            to_slug(file.period),
        ),
    )
)
