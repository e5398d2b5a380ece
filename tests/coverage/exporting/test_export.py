"""All figures of a unit as a workbook: its rows, its page, and what becomes of it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast
from coverage.exporting import jobs
from coverage.exporting.book import write_book
from coverage.exporting.rows import figure_rows
from coverage.models import (
    Absence,
    ExportedVersions,
    ExportState,
    FigureExport,
    ReportedFigure,
)
from coverage.month.workflow import approve, reopen
from made_exports import MAY, about, lines_of, make_export, written_export
from pages import in_english, signed_in_as
from reporting import report
from unit_acts import end_roles

pytestmark = pytest.mark.usefixtures("static_files")
HOSTILE = '=HYPERLINK("http://x")'


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè corrected June once; Trà Cú says nothing is available; Sìn Hồ is another's."""
    report(world.cau_ke, world.bhyt, MAY, 0, source="Báo cáo tháng")
    report(world.cau_ke, world.bhyt, JUNE, 700)
    report(world.cau_ke, world.bhyt, JUNE, 701, note=HOSTILE, origin="simulated")
    report(world.tra_cu, world.bhyt, JUNE, absence=Absence.NOT_AVAILABLE)
    report(world.sin_ho, world.bhyt, JUNE, 40)
    return world


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[FigureExport]:
    """The exports whose process would have been started."""
    found: list[FigureExport] = []
    monkeypatch.setattr(jobs, "start_process", found.append)
    return found


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.an))


def ask(reader: Client, cast: Cast, **fields: Any) -> Any:
    usual = {"unit": cast.tra_vinh.pk, "first": "05/2023", "last": "06/2023"}
    return reader.post(reverse("exports"), usual | fields)


def test_each_figure_in_force_is_a_row_with_who_when_and_which_version(cast: Cast) -> None:
    export = written_export(cast.an, cast.tra_vinh)
    assert (export.state, export.total, export.written) == (ExportState.DONE, 3, 3)
    assert export.size == jobs.path_of(export).stat().st_size
    may, june, absent = lines_of(export)
    assert (may["Month"], may["People"]) == (datetime(2023, 5, 1), 0)  # noqa: DTZ001
    assert (may["Unit"], may["Unit above"]) == ("Huyện Cầu Kè", "Tỉnh Trà Vinh")
    assert (may["Indicator code"], may["Source"]) == ("BHYT", "Báo cáo tháng")
    assert (june["People"], june["Version"], june["Origin"]) == (701, 2, "simulated")
    assert june["Replaced at"] is None
    figure = ReportedFigure.objects.get(people=701)
    assert june["Record number"] == figure.pk
    assert june["Recorded by"] == str(figure.recorded_by)
    seen = timezone.localtime(figure.recorded_at).replace(tzinfo=None)
    assert abs(june["Recorded at"] - seen) < timedelta(milliseconds=2)
    assert (absent["People"], absent["Why there is no figure"]) == (None, "not available")
    assert "SIMULATED" in about(export)["Origin"]


def test_replaced_versions_stand_beside_the_one_in_force_when_asked_for(cast: Cast) -> None:
    export = written_export(cast.an, cast.tra_vinh, versions=ExportedVersions.ALL, total=4)
    june = [line for line in lines_of(export) if line["Version"] and line["People"] in (700, 701)]
    assert [line["Version"] for line in june] == [1, 2]
    assert [line["Replaced at"] is None for line in june] == [False, True]
    assert [line["Counts"] for line in june] == ["no", "yes"]


def test_a_draft_leaves_only_when_asked_for_and_is_told_apart(
    cast: Cast, reader: Client, started: list[FigureExport]
) -> None:
    report(cast.sin_ho, cast.bhyt, MAY, 44, is_draft=True)
    dung = in_english(signed_in_as(Client(), cast.dung))
    held = {}
    for versions in ExportedVersions.values:
        ask(dung, cast, unit=cast.lai_chau.pk, versions=versions)
        call_command("write_export", started[-1].pk)
        held[versions] = [(line["People"], line["Counts"]) for line in lines_of(started[-1])]
    counting = [(40, "yes")]
    with_drafts = [(44, "no"), *counting]
    assert held == {"counting": counting, "in_force": with_drafts, "all": with_drafts}
    assert "still being entered" in about(started[-1])["Versions in this file"]


def test_of_a_reopened_month_the_version_approved_counts_beside_the_one_being_edited(
    cast: Cast,
) -> None:
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "đối chiếu lại")
    report(cast.cau_ke, cast.bhyt, JUNE, 702, is_draft=True)
    (counting,) = (
        line for line in lines_of(written_export(cast.an, cast.tra_vinh)) if line["People"] == 701
    )
    assert (counting["Version"], counting["Counts"]) == (2, "yes")
    assert counting["Replaced at"] is not None
    both = written_export(cast.an, cast.tra_vinh, versions=ExportedVersions.IN_FORCE, total=4)
    assert [line["People"] for line in lines_of(both) if line["Month"].month == JUNE.month] == [
        701,
        702,
        None,
    ]


def test_a_version_says_which_reopening_of_its_month_it_goes_back_to(cast: Cast) -> None:
    unit = [cast.cau_ke.pk]
    for people, reason in ((702, "sót một xã"), (703, HOSTILE)):
        approve(cast.giang, unit, JUNE)
        reopen(cast.giang, unit, JUNE, reason)
        report(cast.cau_ke, cast.bhyt, JUNE, people)
    lines = lines_of(written_export(cast.an, cast.cau_ke, versions=ExportedVersions.ALL))
    june = [line for line in lines if line["Month"].month == JUNE.month]
    told = [(line["People"], line["Why reopened or returned"]) for line in june]
    assert told == [(700, None), (701, None), (702, "sót một xã"), (703, HOSTILE)]
    assert june[-1]["Reopened or returned by"] == "Võ Hương Giang"
    assert june[-2]["Reopened or returned at"] < june[-1]["Reopened or returned at"]
    assert june[0]["Reopened or returned at"] is None


def test_a_formula_in_a_note_stays_text(cast: Cast) -> None:
    export = written_export(cast.an, cast.tra_vinh)
    assert HOSTILE in [line["Note"] for line in lines_of(export)]


def test_only_readable_figures_leave_the_house(cast: Cast) -> None:
    assert list(figure_rows(make_export(cast.binh, cast.nation))) != []
    units = {row.unit for row in figure_rows(FigureExport.objects.get())}
    assert units == {"Huyện Sìn Hồ"}


def test_rows_are_told_as_they_are_written(cast: Cast, tmp_path: Path) -> None:
    export = make_export(cast.an, cast.tra_vinh)
    row = next(figure_rows(export))
    told: list[int] = []
    written = write_book(tmp_path / "b.xlsx", export, (row for _ in range(12_345)), told.append)
    assert (written, told) == (12_345, [5_000, 10_000])


def test_the_form_starts_one_export_and_the_page_shows_how_far_it_is(
    cast: Cast, reader: Client, started: list[FigureExport]
) -> None:
    assert ask(reader, cast).status_code == 302
    (export,) = started
    assert (export.user, export.unit, export.total) == (cast.an, cast.tra_vinh, 3)
    page = reader.get(reverse("exports")).text
    assert 'http-equiv="refresh"' in page
    assert '<progress max="3" value="0"' in page
    progress = reader.get(reverse("export_progress", args=[export.pk]))
    assert progress.json() == {"state": "writing", "written": 0, "total": 3}
    assert reader.get(reverse("export_file", args=[export.pk])).status_code == 404

    call_command("write_export", export.pk)
    page = reader.get(reverse("exports")).text
    assert "refresh" not in page
    file = reader.get(reverse("export_file", args=[export.pk]))
    assert file.getvalue()[:2] == b"PK"
    named = unquote(file.headers["Content-Disposition"])
    assert "all-figures-tinh-tra-vinh_2023-05_2023-06_" in named
    with pytest.raises(CommandError):
        call_command("write_export", export.pk)


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"first": "5/2023x"}, "Write both months as mm/yyyy"),
        ({"first": "06/2023", "last": "05/2023"}, "Write both months as mm/yyyy"),
        ({"first": "01/2020", "last": "02/2020"}, "There are no figures of this unit"),
    ],
)
def test_what_cannot_be_exported_is_refused_with_a_reason_and_kept_in_the_form(
    cast: Cast,
    reader: Client,
    started: list[FigureExport],
    fields: dict[str, str],
    answer: str,
) -> None:
    refused = ask(reader, cast, **fields)
    assert refused.status_code == 422
    assert answer in refused.text
    assert f'value="{fields["first"]}"' in refused.text
    assert not started


def test_a_person_has_one_export_at_a_time_and_the_machine_a_few(
    cast: Cast, reader: Client, started: list[FigureExport]
) -> None:
    ask(reader, cast)
    assert "still being written" in ask(reader, cast).text
    make_export(cast.binh, cast.lai_chau)
    make_export(cast.chi, cast.tra_vinh)
    dung = in_english(signed_in_as(Client(), cast.dung))
    assert "Other people’s exports" in ask(dung, cast).text
    assert len(started) == 1


def test_more_rows_than_a_sheet_holds_are_refused(
    cast: Cast,
    reader: Client,
    started: list[FigureExport],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jobs, "MOST_ROWS", 2)
    assert "choose fewer months" in ask(reader, cast).text
    assert not started


def test_nobody_exports_or_takes_what_they_may_not_read(
    cast: Cast, reader: Client, started: list[FigureExport]
) -> None:
    assert ask(reader, cast, unit=cast.lai_chau.pk).status_code == 403
    assert ask(reader, cast, unit="99999999").status_code == 404
    assert ask(reader, cast, unit="1 or 1").status_code == 404
    of_another = written_export(cast.chi, cast.tra_vinh)
    assert reader.get(reverse("export_file", args=[of_another.pk])).status_code == 404
    assert reader.get(reverse("export_progress", args=[of_another.pk])).status_code == 404
    assert "Tỉnh Lai Châu" not in reader.get(reverse("exports")).text
    own = written_export(cast.an, cast.tra_vinh)
    end_roles(cast.an)
    assert reader.get(reverse("export_file", args=[own.pk])).status_code == 403


def test_a_failure_is_told_and_leaves_no_file(
    cast: Cast, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(path: Path, *_rest: object) -> int:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jobs, "write_book", full_disk)
    export = written_export(cast.an, cast.tra_vinh)
    assert export.state == ExportState.FAILED
    assert list(jobs.path_of(export).parent.iterdir()) == []
    assert "It could not be written" in reader.get(reverse("exports")).text


def test_a_process_that_fell_silent_is_shown_as_failed_until_it_is_heard_again(
    cast: Cast, reader: Client
) -> None:
    export = make_export(cast.an, cast.tra_vinh)
    progress = reverse("export_progress", args=[export.pk])
    FigureExport.objects.update(beat_at=timezone.now() - timedelta(minutes=4))
    assert "It could not be written" in reader.get(reverse("exports")).text
    assert reader.get(progress).json()["state"] == ExportState.FAILED
    jobs.write_export(export)
    assert reader.get(progress).json()["state"] == ExportState.DONE


def test_a_process_that_fell_silent_is_given_up_and_its_late_end_changes_nothing(
    cast: Cast, reader: Client
) -> None:
    export = make_export(cast.an, cast.tra_vinh)
    FigureExport.objects.update(beat_at=timezone.now() - timedelta(minutes=4))
    call_command("clear_old_exports")
    jobs.write_export(export)
    export.refresh_from_db()
    assert export.state == ExportState.FAILED


def test_files_are_kept_for_a_day(cast: Cast, reader: Client) -> None:
    old, new = written_export(cast.an, cast.tra_vinh), written_export(cast.an, cast.tra_vinh)
    FigureExport.objects.filter(pk=old.pk).update(started_at=timezone.now() - timedelta(hours=25))
    kept = reader.get(reverse("export_file", args=[new.pk]))
    assert kept.status_code == 200
    assert kept.getvalue()
    assert reader.get(reverse("export_file", args=[old.pk])).status_code == 404
    call_command("clear_old_exports")
    assert list(FigureExport.objects.all()) == [new]
    assert [each.name for each in jobs.path_of(new).parent.iterdir()] == [f"{new.pk}.xlsx"]


def test_the_page_costs_the_same_however_many_units_there_are(
    cast: Cast, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get(reverse("exports"))
    with django_assert_num_queries(7):
        reader.get(reverse("exports"))
    dung = in_english(signed_in_as(Client(), cast.dung))
    dung.get(reverse("exports"))
    with django_assert_num_queries(7):
        dung.get(reverse("exports"))


def test_the_months_offered_are_those_of_this_year(reader: Client) -> None:
    today = timezone.localdate()
    page = reader.get(reverse("exports")).text
    assert f'value="01/{today:%Y}"' in page
    assert f'value="{today:%m/%Y}"' in page
