"""A workbook of a month that was handed in: what its columns hold, what it would do, and the
confirmation."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from coverage.entry import Cell
from coverage.models import ImportedFile, Indicator, User
from coverage.month.places import reach_or_403
from coverage.month_import.column_form import FigureColumns
from coverage.month_import.doubts import doubts_of, points
from coverage.month_import.dry_run import dry_run
from coverage.month_import.files import confirm, files_of, tell_layout
from coverage.month_import.standing import StandingMonth, standing_month, units_below
from coverage.notation.periods import to_slug, write_period
from coverage.refusals import NotYours
from coverage.requests import SignedInRequest
from coverage.workbooks.book import Sheet
from coverage.workbooks.columns_page import columns_page
from coverage.workbooks.dry_run import DryRun
from coverage.workbooks.file_page import file_page, list_page
from coverage.workbooks.import_kind import ImportKind
from coverage.workbooks.layout import Layout
from coverage.workbooks.matching import Units


class MonthImport(ImportKind[ImportedFile, StandingMonth, Cell]):
    file_address = "import_file"
    columns_address = "import_columns"
    list_address = "import_list"
    templates = "coverage/month_import"
    value = gettext_lazy("Figure")
    column_form = FigureColumns

    def files(self) -> QuerySet[ImportedFile]:
        return ImportedFile.objects.select_related("unit", "uploaded_by")

    def alike(self, file: ImportedFile) -> QuerySet[ImportedFile]:
        return files_of(file.unit, file.period)

    def may_use(self, user: User, file: ImportedFile) -> bool:
        _unit, reach = reach_or_403(user, file.unit_id)
        return bool(reach.writable)

    def about(self, file: ImportedFile) -> dict[str, object]:
        return {
            "unit": file.unit,
            "month": write_period(file.period),
            "slug": to_slug(file.period),
        }

    def units(self, file: ImportedFile) -> Units:
        return units_below(file.uploaded_by, file.unit, file.period)

    def indicators(self) -> Sequence[Indicator]:
        return list(Indicator.objects.all())

    def tell_layout(self, file: ImportedFile, sheet: Sheet, layout: Layout, looks: Layout) -> None:
        tell_layout(file, sheet, layout, looks)

    def standing(self, file: ImportedFile) -> StandingMonth:
        return standing_month(file.uploaded_by, file.unit, file.period, file.since)

    def dry_run(
        self,
        file: ImportedFile,
        sheet: Sheet,
        layout: Layout,
        standing: StandingMonth,
        chosen: Mapping[str, str],
    ) -> DryRun[Cell]:
        return dry_run(sheet, layout, standing, chosen, file.name)

    def confirm(self, file: ImportedFile, run: DryRun[Cell], standing: StandingMonth) -> int:
        try:
            return confirm(file, run)
        except NotYours as refusal:
            raise PermissionDenied from refusal

    def confirmed(self, written: int) -> str:
        return ngettext(
            "Imported: %(count)s figure written.", "Imported: %(count)s figures written.", written
        ) % {"count": written}

    def more(
        self, file: ImportedFile, standing: StandingMonth, run: DryRun[Cell]
    ) -> dict[str, object]:
        doubts = doubts_of(standing, run.cells)
        shown, more = points(doubts, standing.indicators)
        return {"points": shown, "more_points": more, "all_points": len(doubts)}

    def list_name(self, file: ImportedFile) -> tuple[str, ...]:
        return f"{_('import checked')} {file.unit.full_name}", to_slug(file.period)


KIND = MonthImport()


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: SignedInRequest, file_id: int) -> HttpResponse:
    return file_page(KIND, request, file_id)


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: SignedInRequest, file_id: int) -> HttpResponse:
    return columns_page(KIND, request, file_id)


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: SignedInRequest, file_id: int) -> HttpResponse:
    return list_page(KIND, request, file_id)
