"""Documents and their targets: who may read them, and what the pages say."""

from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from cast import Cast, make_unit, make_user
from coverage.models import (
    AdministrativeUnit,
    Origin,
    Role,
)
from pages import signed_in_as
from targets.attainment import Promise
from targets.entry import TargetValue, record_targets
from targets.models import Assigner, AssignerKind, Document, Target
from targets.register.query import readable_documents
from targets.wording import target_text
from unit_acts import end, join, restate

pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture
def assigner(db: None) -> Assigner:
    return Assigner.objects.create(name="Cơ quan giao", kind=AssignerKind.PARTY_COMMITTEE)


def make_document(
    assigner: Assigner, binds: AdministrativeUnit, number: str, **more: Any
) -> Document:
    fields: dict[str, Any] = {"title": f"Văn bản {number}", "effective_on": date(2021, 1, 1)} | more
    return Document.objects.create(assigner=assigner, binds=binds, number=number, **fields)


def set_targets(cast: Cast, document: Document, unit: AdministrativeUnit, *rows: Any) -> None:
    """Rows are (code, year, percent, people) and what else is said of the target."""
    record_targets(
        cast.em,
        [
            TargetValue(
                document.pk,
                unit.pk,
                cast.indicators[code].pk,
                year,
                percent=None if percent is None else Decimal(percent),
                people=people,
                **dict(more),
            )
            for code, year, percent, people, *more in rows
        ],
        reason="đính chính",
    )


@pytest.mark.parametrize(
    ("people", "percent", "of_people", "of_percent", "written"),
    [
        (966520, None, "", "", "966.520"),
        (None, "29.5", "", "", "29,5\u00a0%"),
        (None, "92.60", "", "", "92,60\u00a0%"),
        (None, "35", "", "about", "about 35\u00a0%"),
        (None, "91.25", "", "at_least", "at least 91,25\u00a0%"),
        (None, "95", "", "over", "more than 95\u00a0%"),
        (16238, "3.13", "", "", "16.238; 3,13\u00a0%"),
        (16_000_000, "33", "over", "", "more than 16.000.000; 33\u00a0%"),
        (16_000_000, "33", "", "nearly", "16.000.000; nearly 33\u00a0%"),
        (None, "100", "", "", "100\u00a0%"),
        (0, None, "", "", "0"),
        (None, "0", "", "", "0\u00a0%"),
        (None, None, "", "", ""),
    ],
)
def test_a_target_is_written_as_its_document_printed_it(
    people: int | None, percent: str | None, of_people: str, of_percent: str, written: str
) -> None:
    share = None if percent is None else Decimal(percent)
    with translation.override("en"):
        assert target_text(Promise(people, share, of_people, of_percent)) == written


def test_over_is_hon_before_people_and_tren_before_a_rate() -> None:
    """ "Hơn 16 triệu người", "trên 95 % dân số"."""
    with translation.override("vi"):
        promise = Promise(16_000_000, Decimal(95), "over", "over")
        assert target_text(promise) == "hơn 16.000.000; trên 95\u00a0%"


@pytest.fixture
def documents(cast: Cast, assigner: Assigner) -> dict[str, Document]:
    units = {
        "nation": cast.nation,
        "tra_vinh": cast.tra_vinh,
        "cau_ke": cast.cau_ke,
        "tra_cu": cast.tra_cu,
        "lai_chau": cast.lai_chau,
        "sin_ho": cast.sin_ho,
    }
    return {name: make_document(assigner, unit, name) for name, unit in units.items()}


@pytest.mark.parametrize(
    ("who", "readable"),
    [
        ("an", {"nation", "tra_vinh", "cau_ke", "tra_cu"}),
        ("binh", {"nation", "lai_chau", "sin_ho"}),
        ("chi", {"nation", "tra_vinh", "cau_ke", "tra_cu"}),
        ("dung", {"nation", "tra_vinh", "cau_ke", "tra_cu", "lai_chau", "sin_ho"}),
        ("em", {"nation", "tra_vinh", "cau_ke", "tra_cu", "lai_chau", "sin_ho"}),
        ("clerk_of_cau_ke", {"nation", "tra_vinh", "cau_ke"}),
        ("without_a_unit", {"nation"}),
    ],
)
def test_a_document_is_read_above_and_below_the_units_one_reads(
    client: Client, cast: Cast, documents: dict[str, Document], who: str, readable: set[str]
) -> None:
    strangers = {
        "clerk_of_cau_ke": make_user("ke", "Lê Thị Kế", (cast.cau_ke, Role.CLERK)),
        "without_a_unit": make_user("moi", "Người Mới"),
    }
    user = strangers.get(who) or getattr(cast, who)
    assert {each.number for each in readable_documents(user)} == readable
    signed_in_as(client, user)
    answers = {
        name: client.get(reverse("document", args=[each.pk])).status_code
        for name, each in documents.items()
    }
    assert answers == {name: 200 if name in readable else 403 for name in documents}


def test_the_list_holds_what_one_may_read_and_nothing_else(
    client: Client, cast: Cast, documents: dict[str, Document]
) -> None:
    signed_in_as(client, cast.an)
    text = client.get(reverse("documents")).text
    shown = {name for name, each in documents.items() if f"/documents/{each.pk}/" in text}
    assert shown == {"nation", "tra_vinh", "cau_ke", "tra_cu"}


def test_a_merged_province_reads_the_documents_of_those_it_was_formed_from(
    cast: Cast, documents: dict[str, Document]
) -> None:
    vinh_long = make_unit(
        1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation, date(2025, 7, 1)
    )
    for district in (cast.cau_ke, cast.tra_cu):
        end(district, date(2025, 6, 30))
    join([cast.tra_vinh], vinh_long)
    user = make_user("long", "Trần Văn Long", (vinh_long, Role.VIEWER))
    numbers = {each.number for each in readable_documents(user)}
    assert numbers == {"nation", "tra_vinh", "cau_ke", "tra_cu"}


@pytest.mark.parametrize("number", [987654321, 10**30])
def test_a_document_that_does_not_exist_is_404(client: Client, cast: Cast, number: int) -> None:
    signed_in_as(client, cast.an)
    assert client.get(f"/documents/{number}/").status_code == 404


@pytest.fixture
def resolution(cast: Cast, assigner: Assigner) -> Document:
    """02-NQ/TU of Bình Phước as published, here put on Trà Vinh."""
    document = make_document(
        assigner, cast.tra_vinh, "02-NQ/TU", origin=Origin.PUBLISHED, source="Báo Bình Phước"
    )
    shares = {
        "BHXH": ("33", "35", "38", "42", "45"),
        "BHTN": ("28", "29.5", "31.5", "33", "35"),
        "BHYT": ("91", "92", "93", "94", "95"),
    }
    rows = [
        (code, year, percent, None)
        for code, percents in shares.items()
        for year, percent in enumerate(percents, start=2021)
    ]
    set_targets(cast, document, cast.tra_vinh, *rows)
    return document


def _cells(text: str) -> list[str]:
    """What the cells of the table of targets say, row by row."""
    body = unescape(text).split("<tbody>")[1].split("</tbody>")[0]
    return [cell.split("</td>")[0] for cell in body.split('<td class="num">')[1:]]


def test_the_page_shows_all_fifteen_targets_as_printed(
    client: Client, cast: Cast, resolution: Document
) -> None:
    signed_in_as(client, cast.an)
    text = client.get(reverse("document", args=[resolution.pk])).text
    printed = "33 35 38 42 45 28 29,5 31,5 33 35 91 92 93 94 95"
    assert " ".join(_cells(text)) == printed.replace(" ", "\u00a0% ") + "\u00a0%"
    assert "Báo Bình Phước" in text
    assert "công bố" in text
    assert "mô phỏng" not in text


def test_a_cell_without_a_target_is_a_dash_and_not_a_zero(
    client: Client, cast: Cast, resolution: Document
) -> None:
    set_targets(cast, resolution, cast.cau_ke, ("BHYT", 2023, None, 0))
    signed_in_as(client, cast.an)
    cells = _cells(client.get(reverse("document", args=[resolution.pk])).text)
    assert cells[15 + 12] == "0"
    assert [cell for i, cell in enumerate(cells[15:]) if i != 12] == [
        '<span class="muted">–</span>'
    ] * 14


def test_a_note_is_shown_once_and_numbered_at_its_cells(
    client: Client, cast: Cast, resolution: Document
) -> None:
    note = {"note": "Chỉ nông dân & lao động tự do"}
    rows = [("BHXH_TN", year, "1", None, *note.items()) for year in (2021, 2025)]
    set_targets(cast, resolution, cast.tra_vinh, *rows)
    signed_in_as(client, cast.an)
    text = client.get(reverse("document", args=[resolution.pk])).text
    assert text.count('href="#note-1"') == 2
    assert text.count("Chỉ nông dân &amp; lao động tự do") == 1


def test_simulated_targets_are_marked_in_words_on_both_pages(
    client: Client, cast: Cast, assigner: Assigner
) -> None:
    document = make_document(assigner, cast.tra_vinh, "Kế hoạch", origin=Origin.SIMULATED)
    signed_in_as(client, cast.an)
    for address in (reverse("documents"), reverse("document", args=[document.pk])):
        text = client.get(address).text
        assert "simulated-banner" in text
        assert text.count('<span class="origin-mark origin-simulated">mô phỏng</span>') == 2


def test_without_simulated_documents_no_page_warns_of_them(
    client: Client, cast: Cast, resolution: Document
) -> None:
    signed_in_as(client, cast.an)
    for address in (reverse("documents"), reverse("document", args=[resolution.pk])):
        assert "simulated" not in client.get(address).text


def test_documents_name_what_they_amend_and_what_amends_them(
    client: Client, cast: Cast, assigner: Assigner, resolution: Document
) -> None:
    later = make_document(
        assigner, cast.tra_vinh, "09-NQ/TU", adjusts=resolution, effective_on=date(2023, 7, 1)
    )
    signed_in_as(client, cast.an)
    old = client.get(reverse("document", args=[resolution.pk])).text
    new = client.get(reverse("document", args=[later.pk])).text
    assert "Được điều chỉnh bởi" in old
    assert reverse("document", args=[later.pk]) in old
    assert reverse("document", args=[resolution.pk]) in new
    listed = client.get(reverse("documents")).text
    assert listed.index(">09-NQ/TU</a>") < listed.index(">02-NQ/TU</a>")


def test_replaced_targets_are_shown_on_request_with_who_and_when(
    client: Client, cast: Cast, resolution: Document
) -> None:
    set_targets(cast, resolution, cast.tra_vinh, ("BHYT", 2025, "95.5", None))
    signed_in_as(client, cast.an)
    address = reverse("document", args=[resolution.pk])
    usual = client.get(address)
    assert _cells(usual.text)[-1] == "95,5\u00a0%"
    assert 'id="replaced"' not in usual.text
    history = client.get(address, {"history": "1"}).text
    replaced = history.split('id="replaced"')[1]
    assert "95\u00a0%" in unescape(replaced)
    assert "Lê Văn Em" in replaced


def test_the_number_of_queries_does_not_grow(
    client: Client,
    cast: Cast,
    assigner: Assigner,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    signed_in_as(client, cast.an)
    document = make_document(assigner, cast.tra_vinh, "0-KH")
    for people in (1, 2):
        set_targets(cast, document, cast.cau_ke, ("BHYT", 2023, None, people))
    addresses = {
        reverse("documents"): 9,
        reverse("document", args=[document.pk]) + "?history=1": 18,
    }
    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            client.get(address)
    for number in range(1, 20):
        make_document(assigner, cast.cau_ke, f"{number}-KH", adjusts=document)
        row = ("BHYT", 2000 + number, None, number, ("note", str(number)))
        set_targets(cast, document, cast.tra_cu, row)
        set_targets(cast, document, cast.tra_cu, (*row[:3], number + 1))
    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_long_document_says_that_its_rest_is_left_out(
    client: Client, cast: Cast, resolution: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("targets.register.query.MAX_TARGETS", 14)
    signed_in_as(client, cast.an)
    text = client.get(reverse("document", args=[resolution.pk])).text
    assert len(_cells(text)) == 14
    assert "alert-warning" in text


def test_a_page_number_out_of_range_shows_the_last_page(
    client: Client, cast: Cast, resolution: Document
) -> None:
    signed_in_as(client, cast.an)
    for page in ("99", "0", "chữ"):
        answer = client.get(reverse("documents"), {"page": page})
        assert "02-NQ/TU" in answer.text


def test_what_a_title_says_is_text_and_never_a_tag(
    client: Client, cast: Cast, assigner: Assigner
) -> None:
    title = "<script>alert(1)</script>"
    document = make_document(assigner, cast.tra_vinh, "", title=title, source=title, note=title)
    signed_in_as(client, cast.an)
    for address in (reverse("documents"), reverse("document", args=[document.pk])):
        assert "<script>alert" not in client.get(address).text


@pytest.fixture
def with_file(resolution: Document, settings: Settings, tmp_path: Path) -> Document:
    settings.MEDIA_ROOT = tmp_path
    restate(resolution, file=ContentFile(b"%PDF-1.7 noi dung", "0f3a.pdf"))
    return resolution


def test_the_file_of_a_document_is_downloaded_by_those_who_may_read_it(
    client: Client, cast: Cast, with_file: Document
) -> None:
    address = reverse("document_file", args=[with_file.pk])
    signed_in_as(client, cast.binh)
    assert client.get(address).status_code == 403
    signed_in_as(client, cast.an)
    answer = client.get(address)
    assert answer.getvalue() == b"%PDF-1.7 noi dung"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="02-nq-tu.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_not_there_is_404(
    client: Client, cast: Cast, with_file: Document, tmp_path: Path
) -> None:
    signed_in_as(client, cast.an)
    address = reverse("document_file", args=[with_file.pk])
    Path(with_file.file.path).unlink()
    assert client.get(address).status_code == 404
    restate(with_file, file="")
    assert client.get(address).status_code == 404


def test_pages_of_documents_are_for_reading_only(
    client: Client, cast: Cast, resolution: Document
) -> None:
    signed_in_as(client, cast.em)
    assert client.post(reverse("documents")).status_code == 405
    assert client.post(reverse("document", args=[resolution.pk])).status_code == 405
    assert Target.objects.count() == 15
