"""A workbook of targets that was handed in: what its columns hold, what it would do, and the
confirmation."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coverage.workbooks.dry_run import DryRun
from coverage.workbooks.handed_in import tell_layout
from coverage.workbooks.import_kind import ImportKind
from coverage.workbooks.pages import views_of
from targets.access import may_change
from targets.attainment import Promise
from targets.entry import TargetValue
from targets.models import TargetFile
from targets.register.gaps_found import WouldBe, gaps_of
from targets.register.tables import gaps_table
from targets.target_import.column_form import TargetColumns
from targets.target_import.dry_run import dry_run
from targets.target_import.files import confirm, files_of
from targets.target_import.standing import StandingTargets, document_units, standing_targets


def _confirmed(written: int) -> str:
    return ngettext(
        "Imported: %(count)s target written.", "Imported: %(count)s targets written.", written
    ) % {"count": written}


def _gaps(file: TargetFile, standing: StandingTargets, run: DryRun[TargetValue]) -> dict[str, Any]:
    would_be = WouldBe(
        {value.key[1:]: Promise(value.people, value.percent) for value in run.cells},
        {indicator.pk: indicator for indicator in standing.indicators},
    )
    return {
        "gaps": gaps_of(file.document, would_be),
        "revised": _revised(standing, run),
    }


def _revised(standing: StandingTargets, run: DryRun[TargetValue]) -> int:
    """How many targets that judge would be revised: of those a reason is asked."""
    in_force = standing.targets.in_force
    before = (in_force.get(value.key[1:]) for value in run.cells)
    return sum(found is not None and not found.value.is_blank for found in before)


target_file, target_file_columns, target_file_list = views_of(
    ImportKind[TargetFile, StandingTargets, TargetValue](
        file_address="target_file",
        columns_address="target_file_columns",
        list_address="target_file_list",
        templates="targets/target_import",
        value=gettext_lazy("Target"),
        column_form=TargetColumns,
        files=TargetFile.objects.select_related(
            "uploaded_by", "document__binds", "document__assigner", "document__adjusts"
        ),
        alike=lambda file: files_of(file.document),
        may_use=lambda user, file: may_change(user, file.document),
        about=lambda file: {"document": file.document},
        units=lambda file: document_units(file.document),
        # Not remembered for another file: which year a column is of, and whether its numbers are
        # people, changes from document to document and is asked each time.
        tell_layout=lambda file, _sheet, layout, _looks: tell_layout(file, layout),
        standing=lambda file: standing_targets(file.uploaded_by, file.document, file.since),
        dry_run=lambda _file, *sheet_read: dry_run(*sheet_read),
        confirm=lambda file, run, standing, posted: confirm(
            file, run, standing, posted.get("reason", "")
        ),
        confirmed=_confirmed,
        more=_gaps,
        tables=lambda more: [gaps_table(more["gaps"])],
        list_name=lambda file: (_("import checked") + f" {file.document}",),
    )
)
