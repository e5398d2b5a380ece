"""A workbook of targets that was handed in: what its columns hold, what it would do, and the
confirmation."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from coverage.models import Indicator, User
from coverage.requests import SignedInRequest
from coverage.workbooks import handed_in
from coverage.workbooks.book import Sheet
from coverage.workbooks.columns_page import columns_page
from coverage.workbooks.dry_run import DryRun
from coverage.workbooks.file_page import file_page, list_page
from coverage.workbooks.import_kind import ImportKind
from coverage.workbooks.layout import Layout
from coverage.workbooks.matching import Units
from targets.access import may_change
from targets.attainment import Promise
from targets.entry import TargetValue
from targets.models import TargetFile
from targets.refusals import DocumentNotYours
from targets.register.gaps_found import WouldBe, gaps_of
from targets.target_import.column_form import TargetColumns
from targets.target_import.dry_run import dry_run
from targets.target_import.files import confirm, files_of
from targets.target_import.standing import StandingTargets, document_units, standing_targets


class TargetImport(ImportKind[TargetFile, StandingTargets, TargetValue]):
    file_address = "target_file"
    columns_address = "target_file_columns"
    list_address = "target_file_list"
    templates = "targets/target_import"
    value = gettext_lazy("Target")
    column_form = TargetColumns

    def files(self) -> QuerySet[TargetFile]:
        return TargetFile.objects.select_related(
            "uploaded_by", "document__binds", "document__assigner", "document__adjusts"
        )

    def alike(self, file: TargetFile) -> QuerySet[TargetFile]:
        return files_of(file.document)

    def may_use(self, user: User, file: TargetFile) -> bool:
        return may_change(user, file.document)

    def about(self, file: TargetFile) -> dict[str, object]:
        return {"document": file.document}

    def units(self, file: TargetFile) -> Units:
        return document_units(file.document)

    def indicators(self) -> Sequence[Indicator]:
        return list(Indicator.objects.order_by("order"))

    def tell_layout(self, file: TargetFile, sheet: Sheet, layout: Layout, looks: Layout) -> None:
        """Not remembered for another file: which year a column is of, and whether its numbers are
        people, changes from document to document and is asked each time."""
        handed_in.tell_layout(file, layout)

    def standing(self, file: TargetFile) -> StandingTargets:
        return standing_targets(file.uploaded_by, file.document, file.since)

    def dry_run(
        self,
        file: TargetFile,
        sheet: Sheet,
        layout: Layout,
        standing: StandingTargets,
        chosen: Mapping[str, str],
    ) -> DryRun[TargetValue]:
        return dry_run(sheet, layout, standing, chosen)

    def confirm(self, file: TargetFile, run: DryRun[TargetValue], standing: StandingTargets) -> int:
        try:
            return confirm(file, run, standing)
        except DocumentNotYours as refusal:
            raise PermissionDenied from refusal

    def confirmed(self, written: int) -> str:
        return ngettext(
            "Imported: %(count)s target written.", "Imported: %(count)s targets written.", written
        ) % {"count": written}

    def more(
        self, file: TargetFile, standing: StandingTargets, run: DryRun[TargetValue]
    ) -> dict[str, object]:
        would_be = WouldBe(
            {value.key[1:]: Promise(value.people, value.percent) for value in run.cells},
            {indicator.pk: indicator for indicator in standing.indicators},
        )
        return {"gaps": gaps_of(file.document, would_be)}

    def list_name(self, file: TargetFile) -> tuple[str, ...]:
        return (f"{_('import checked')} {file.document}",)


KIND = TargetImport()


@require_http_methods(["GET", "HEAD", "POST"])
def target_file(request: SignedInRequest, file_id: int) -> HttpResponse:
    return file_page(KIND, request, file_id)


@require_http_methods(["GET", "HEAD", "POST"])
def target_file_columns(request: SignedInRequest, file_id: int) -> HttpResponse:
    return columns_page(KIND, request, file_id)


@require_http_methods(["GET", "HEAD", "POST"])
def target_file_list(request: SignedInRequest, file_id: int) -> HttpResponse:
    return list_page(KIND, request, file_id)
