"""A confirmed import: whole or not at all, once, and never altered afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from books import sheet, xlsx
from cast import JUNE, Cast, make_user
from coverage.entry import Cell, record_figures
from coverage.models import ImportedFile, ReportedFigure, Role
from coverage.month.workflow import open_months, submit
from coverage.month_import.dry_run import dry_run
from coverage.month_import.files import confirm, files_of, keep
from coverage.month_import.standing import standing_month
from coverage.refusals import Conflict, MonthNotWritable
from coverage.workbooks.dry_run import DryRun
from coverage.workbooks.handed_in import confirmed_before
from coverage.workbooks.layout import ColumnKind, Layout, as_json
from raw_rows import add_imported_file

LAYOUT = Layout("Báo cáo", 1, 1, name_column=1, kinds={2: ColumnKind("BHYT")})
ROWS = [["Đơn vị", "BHYT"], ["Huyện Cầu Kè", 50_000], ["Huyện Trà Cú", 40_000]]
CONTENT = xlsx(ROWS)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def handed_in(cast: Cast, content: bytes = CONTENT) -> ImportedFile:
    file = keep(cast.an, cast.tra_vinh, JUNE, "thang-6.xlsx", content, timezone.now())
    file.layout = as_json(LAYOUT)
    file.save()
    return file


def looked_at(cast: Cast, file: ImportedFile) -> DryRun:
    known = standing_month(cast.an, cast.tra_vinh, JUNE, file.since)
    return dry_run(sheet(ROWS), LAYOUT, known, {}, file.name)


def people(cast: Cast) -> list[int | None]:
    rows = ReportedFigure.objects.current().filter(indicator=cast.bhyt)
    return list(rows.order_by("people").values_list("people", flat=True))


def test_confirming_twice_writes_once(cast: Cast) -> None:
    file = handed_in(cast)
    run = looked_at(cast, file)
    assert confirm(file, run) == 2
    assert confirm(file, run) == 2
    assert people(cast) == [40_000, 50_000]
    assert ReportedFigure.objects.count() == 2
    file.refresh_from_db()
    assert file.written == 2
    assert file.confirmed_at is not None


def test_a_figure_that_changed_after_the_dry_run_refuses_the_whole_import(cast: Cast) -> None:
    file = handed_in(cast)
    run = looked_at(cast, file)
    lan = make_user("lan", "Thạch Thị Lan", (cast.tra_vinh, Role.CLERK))
    record_figures(lan, JUNE, [Cell(cast.tra_cu.pk, cast.bhyt.pk, 41_000)])
    with pytest.raises(Conflict):
        confirm(file, run)
    assert people(cast) == [41_000]
    file.refresh_from_db()
    assert file.confirmed_at is None


def test_a_month_submitted_after_the_dry_run_refuses_the_whole_import(cast: Cast) -> None:
    file = handed_in(cast)
    run = looked_at(cast, file)
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    with pytest.raises(MonthNotWritable):
        confirm(file, run)
    assert people(cast) == []


def test_the_same_bytes_again_change_nothing_even_after_a_correction(cast: Cast) -> None:
    first = handed_in(cast)
    confirm(first, looked_at(cast, first))
    shown = ReportedFigure.objects.current().get(unit=cast.cau_ke)
    record_figures(cast.an, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, 50_500, shown=shown.pk)])
    again = handed_in(cast)
    earlier = confirmed_before(files_of(cast.tra_vinh, JUNE), again.sha256)
    assert earlier is not None
    assert earlier.pk == first.pk
    assert looked_at(cast, again).cells == []


def test_the_file_is_stored_under_a_name_of_our_own_and_once(cast: Cast) -> None:
    one = keep(cast.an, cast.tra_vinh, JUNE, "../../etc/passwd", CONTENT, timezone.now())
    two = keep(cast.an, cast.tra_vinh, JUNE, "khác.xlsx", CONTENT, timezone.now())
    assert one.path == two.path == f"imports/{one.sha256[:2]}/{one.sha256}.xlsx"
    assert default_storage.path(one.path).startswith(str(settings.DATA_DIR))
    assert two.content() == CONTENT
    assert one.name == "../../etc/passwd"


def test_the_shown_name_has_no_signs_that_cannot_be_seen(cast: Cast) -> None:
    kept = keep(
        cast.an, cast.tra_vinh, JUNE, "a\x00\u202eb\n.xlsx" + "x" * 300, b"1", timezone.now()
    )
    assert len(kept.name) == 200
    assert kept.name.isprintable()


def _execute(sql: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_a_confirmed_import_is_never_altered(cast: Cast) -> None:
    row = add_imported_file(cast, layout={})
    rows = ImportedFile.objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
        rows.update(name="khác.xlsx")
    early = row.since - timedelta(days=1)
    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
        rows.update(confirmed_at=early, written=0)
    rows.update(confirmed_at=timezone.now() + timedelta(seconds=1), written=3)
    for change in ({"written": 4}, {"layout": {"a": 1}}, {"confirmed_at": None, "written": None}):
        with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
        _execute("DELETE FROM coverage_importedfile")
    _execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="never emptied"), transaction.atomic():
        _execute("TRUNCATE coverage_importedfile")


def test_what_was_only_looked_at_may_be_cleared_away(cast: Cast) -> None:
    row = add_imported_file(cast)
    row.delete()
    assert not ImportedFile.objects.exists()
