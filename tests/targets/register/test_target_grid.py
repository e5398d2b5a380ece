"""Entering targets of a document as a grid: read, refused, saved whole or not at all."""

from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cast import Cast, make_unit, make_user
from coverage.models import Denominator, Indicator, Measure, Role
from entry_pages import in_english
from reporting import make_document
from target_pages import TargetPage, indicators_of, open_grid, years_of
from targets.access import may_change
from targets.entry import TargetValue, record_targets
from targets.models import Document, Target

pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.tra_vinh, date(2021, 1, 1))


@pytest.fixture
def giang(cast: Cast) -> Client:
    """Who approves for Trà Vinh, in English."""
    return in_english(cast.giang)


def said(
    document: Document,
) -> dict[tuple[str, str, int], tuple[int | None, Decimal | None, str, str]]:
    rows = document.targets.current().filter(is_withdrawn=False)
    return {
        (row.unit.name, row.indicator.code, row.year): (
            row.people,
            row.percent,
            row.people_qualifier,
            row.percent_qualifier,
        )
        for row in rows.select_related("unit", "indicator")
    }


# What the grid holds


def test_the_rows_are_the_unit_bound_and_those_below_it(
    cast: Cast, giang: Client, document: Document
) -> None:
    page = open_grid(giang, years_of(document, cast.bhyt))
    assert page.rows() == ["Tỉnh Trà Vinh", "Huyện Cầu Kè", "Huyện Trà Cú"]


def test_a_unit_that_did_not_exist_when_the_document_took_effect_has_no_row(
    cast: Cast, giang: Client
) -> None:
    make_unit(2, "846", "huyen", "Mới", "Huyện Mới", cast.tra_vinh, valid_from=date(2022, 10, 1))
    make_unit(
        2, "847", "huyen", "Cũ", "Huyện Cũ", cast.tra_vinh, date(2008, 8, 1), date(2022, 9, 30)
    )
    before = make_document(cast.tra_vinh, date(2022, 9, 30))
    after = make_document(cast.tra_vinh, date(2022, 10, 1))
    assert "Huyện Cũ" in open_grid(giang, years_of(before, cast.bhyt)).rows()
    assert "Huyện Mới" not in open_grid(giang, years_of(before, cast.bhyt)).rows()
    assert "Huyện Mới" in open_grid(giang, years_of(after, cast.bhyt)).rows()
    assert "Huyện Cũ" not in open_grid(giang, years_of(after, cast.bhyt)).rows()


def test_a_unit_with_a_target_keeps_its_row_whenever_it_existed(
    cast: Cast, giang: Client, document: Document
) -> None:
    old = make_unit(
        2, "847", "huyen", "Cũ", "Huyện Cũ", cast.tra_vinh, date(2008, 8, 1), date(2019, 1, 1)
    )
    record_targets(cast.em, [TargetValue(document.pk, old.pk, cast.bhyt.pk, 2023, people=5)])
    assert open_grid(giang, years_of(document, cast.bhyt)).field(old, 2023) == "5"


def test_the_years_are_five_from_the_documents_own_or_those_asked_for(
    cast: Cast, giang: Client, document: Document
) -> None:
    def years(**span: Any) -> list[str]:
        page = open_grid(giang, years_of(document, cast.bhyt, **span))
        return [head[1:] for head in page.page.root.xpath("//thead//th/@id") if head]

    assert years() == ["2021", "2022", "2023", "2024", "2025"]
    assert years(first=2025, last=2030)[-1] == "2030"
    assert len(years(first=2000, last=2100)) == 12


def test_a_denominator_in_use_stands_beside_the_unit_with_its_year(
    cast: Cast, giang: Client, document: Document
) -> None:
    Denominator.objects.create(
        unit=cast.tra_vinh, basis="population", year=2019, people=1_009_168, recorded_by=cast.em
    )
    page = open_grid(giang, years_of(document, cast.bhyt))
    assert "population 2019: 1.009.168" in page.row(cast.tra_vinh)
    assert "none known" in page.row(cast.cau_ke)


# Saving


def test_units_by_years_are_saved_as_typed(cast: Cast, giang: Client, document: Document) -> None:
    page = open_grid(giang, years_of(document, cast.bhyt, "percent"))
    page.type(cast.tra_vinh, 2021, "91,5").type(cast.tra_vinh, 2022, "≥ 92")
    page.type(cast.cau_ke, 2021, "96.581 người").type(cast.tra_cu, 2021, "136.329; 93,46 %")
    assert "Saved 4 cells." in page.press().page.text
    assert said(document) == {
        ("Trà Vinh", "BHYT", 2021): (None, Decimal("91.5"), "", ""),
        ("Trà Vinh", "BHYT", 2022): (None, Decimal(92), "", "at_least"),
        ("Cầu Kè", "BHYT", 2021): (96_581, None, "", ""),
        ("Trà Cú", "BHYT", 2021): (136_329, Decimal("93.46"), "", ""),
    }
    assert {row.recorded_by for row in Target.objects.all()} == {cast.giang}


def test_units_by_indicators_are_saved_as_typed(
    cast: Cast, giang: Client, document: Document
) -> None:
    page = open_grid(giang, indicators_of(document, 2023))
    page.type(cast.tra_vinh, cast.bhyt.pk, "966.520").type(cast.tra_vinh, cast.bhxh.pk, "21,6 %")
    page.press()
    assert said(document) == {
        ("Trà Vinh", "BHYT", 2023): (966_520, None, "", ""),
        ("Trà Vinh", "BHXH", 2023): (None, Decimal("21.6"), "", ""),
    }


def test_what_was_saved_reads_the_same_in_every_grid(
    cast: Cast, giang: Client, document: Document
) -> None:
    value = TargetValue(document.pk, cast.cau_ke.pk, cast.bhyt.pk, 2023, people_qualifier="over")
    record_targets(cast.em, [TargetValue(**(vars(value) | {"people": 7, "percent": Decimal(95)}))])
    for address, column in (
        (years_of(document, cast.bhyt), 2023),
        (years_of(document, cast.bhyt, "percent"), 2023),
        (indicators_of(document, 2023, "percent"), cast.bhyt.pk),
    ):
        page = open_grid(giang, address)
        assert page.field(cast.cau_ke, column) == "> 7; 95 %"
        assert "No cell had changed." in page.press().page.text
    assert Target.objects.count() == 1


def test_a_target_of_zero_is_saved_shown_and_judged_as_zero(
    cast: Cast, giang: Client, document: Document
) -> None:
    page = open_grid(giang, years_of(document, cast.bhyt)).type(cast.cau_ke, 2023, "0").press()
    assert page.status == 200
    assert said(document) == {("Cầu Kè", "BHYT", 2023): (0, None, "", "")}
    cells = giang.get(reverse("document", args=[document.pk])).text
    assert '<td class="num">0</td>' in cells


def test_a_count_has_no_per_cent_whatever_the_grid_says(
    cast: Cast, giang: Client, document: Document
) -> None:
    meetings = Indicator.objects.create(
        code="HOI_NGHI",
        name="Hội nghị",
        name_en="Conferences",
        short_name="Hội nghị",
        measure=Measure.FLOW,
        counted="events",
        basis="none",
        order=30,
    )
    page = open_grid(giang, indicators_of(document, 2023, "percent"))
    page.type(cast.cau_ke, meetings.pk, "20").press()
    assert said(document) == {("Cầu Kè", "HOI_NGHI", 2023): (20, None, "", "")}
    page = open_grid(giang, indicators_of(document, 2023, "percent"))
    refused = page.type(cast.cau_ke, meetings.pk, "20 %").press()
    assert refused.status == 422
    assert "without a denominator" in refused.page.text


def test_one_cell_that_cannot_be_read_keeps_all_from_being_saved(
    cast: Cast, giang: Client, document: Document
) -> None:
    page = open_grid(giang, years_of(document, cast.bhyt))
    page = page.type(cast.cau_ke, 2021, "96.581").type(cast.tra_cu, 2021, "136,329").press()
    assert page.status == 422
    assert not Target.objects.exists()
    assert "Did you mean 136.329?" in page.page.text
    assert page.field(cast.cau_ke, 2021) == "96.581"
    assert page.field(cast.tra_cu, 2021) == "136,329"
    page.type(cast.tra_cu, 2021, "136.329").press()
    assert len(said(document)) == 2


def test_a_cell_emptied_withdraws_the_target_and_names_who_did(
    cast: Cast, giang: Client, document: Document
) -> None:
    value = TargetValue(document.pk, cast.cau_ke.pk, cast.bhyt.pk, 2023, people=7)
    record_targets(cast.em, [value])
    page = open_grid(giang, years_of(document, cast.bhyt)).type(cast.cau_ke, 2023, "")
    page.because("giao nhầm đơn vị").press()
    assert said(document) == {}
    last = Target.objects.current().get()
    assert (last.is_withdrawn, last.people, last.recorded_by) == (True, None, cast.giang)
    assert last.reason == "giao nhầm đơn vị"
    page = open_grid(giang, years_of(document, cast.bhyt))
    assert page.field(cast.cau_ke, 2023) == ""
    page.type(cast.cau_ke, 2023, "8").press()
    assert said(document) == {("Cầu Kè", "BHYT", 2023): (8, None, "", "")}
    assert Target.objects.count() == 3


def test_a_note_stays_with_a_corrected_target(
    cast: Cast, giang: Client, document: Document
) -> None:
    note = "chỉ nông dân"
    value = TargetValue(document.pk, cast.cau_ke.pk, cast.bhyt.pk, 2023, people=7, note=note)
    record_targets(cast.em, [value])
    page = open_grid(giang, years_of(document, cast.bhyt)).type(cast.cau_ke, 2023, "8")
    page.because("cộng sót").press()
    assert Target.objects.current().get().note == note


def test_a_revision_without_its_reason_is_asked_for_it_with_all_that_was_typed(
    cast: Cast, giang: Client, document: Document
) -> None:
    assert not open_grid(giang, years_of(document, cast.bhyt)).page.root.xpath('//*[@id="reason"]')
    value = TargetValue(document.pk, cast.cau_ke.pk, cast.bhyt.pk, 2023, people=7)
    record_targets(cast.em, [value])
    page = open_grid(giang, years_of(document, cast.bhyt)).type(cast.cau_ke, 2023, "8")
    asked = page.type(cast.tra_cu, 2023, "5").press()
    assert asked.status == 422
    assert "Say why: 1 target in force would be revised. Nothing was saved." in asked.page.text
    assert (asked.field(cast.cau_ke, 2023), asked.field(cast.tra_cu, 2023)) == ("8", "5")
    unread = asked.because("cộng sót").type(cast.tra_cu, 2023, "x").press()
    assert unread.form.fields["reason"] == "cộng sót"
    assert "Saved 2 cells." in unread.type(cast.tra_cu, 2023, "5").press().page.text
    reasons = dict(Target.objects.current().values_list("unit__name", "reason"))
    assert reasons == {"Cầu Kè": "cộng sót", "Trà Cú": ""}


def test_the_same_form_sent_twice_changes_nothing_and_says_the_same(
    cast: Cast, giang: Client, document: Document
) -> None:
    page = open_grid(giang, years_of(document, cast.bhyt)).type(cast.cau_ke, 2023, "8")
    first, second = page.press(), page.press()
    assert "Saved 1 cell." in first.page.text
    assert "Saved 1 cell." in second.page.text
    assert Target.objects.count() == 1


# Two writers


def contested(cast: Cast, client: Client, document: Document) -> TargetPage:
    """Giang typed 300, and 7 in another cell, while Em recorded 200."""
    page = open_grid(client, years_of(document, cast.bhyt))
    page.type(cast.cau_ke, 2023, "300").type(cast.tra_cu, 2023, "7")
    value = TargetValue(document.pk, cast.cau_ke.pk, cast.bhyt.pk, 2023, people=200)
    record_targets(cast.em, [value])
    return page.press()


def test_a_target_changed_meanwhile_is_shown_with_whose_it_is(
    cast: Cast, giang: Client, document: Document
) -> None:
    page = contested(cast, giang, document)
    assert page.status == 409
    assert said(document) == {("Cầu Kè", "BHYT", 2023): (200, None, "", "")}
    text = " ".join(page.cell_at(cast.cau_ke, 2023).text_content().split())
    assert "Lê Văn Em, " in text
    assert "200" in text
    assert "mine: 300" in text
    assert page.field(cast.tra_cu, 2023) == "7"


@pytest.mark.parametrize(("whose", "people"), [("mine", 300), ("theirs", 200)])
def test_the_writer_chooses_and_the_rest_is_saved(
    cast: Cast, giang: Client, document: Document, whose: str, people: int
) -> None:
    page = contested(cast, giang, document).whose(cast.cau_ke, 2023, whose)
    page.because("đính chính").press()
    assert said(document) == {
        ("Cầu Kè", "BHYT", 2023): (people, None, "", ""),
        ("Trà Cú", "BHYT", 2023): (7, None, "", ""),
    }


def test_without_a_choice_it_waits(cast: Cast, giang: Client, document: Document) -> None:
    page = contested(cast, giang, document).press()
    assert page.status == 422
    assert "choose one of the two values" in page.page.text
    assert said(document) == {("Cầu Kè", "BHYT", 2023): (200, None, "", "")}


def test_the_same_value_from_two_is_no_conflict(
    cast: Cast, giang: Client, document: Document
) -> None:
    page = open_grid(giang, years_of(document, cast.bhyt)).type(cast.cau_ke, 2023, "200")
    value = TargetValue(document.pk, cast.cau_ke.pk, cast.bhyt.pk, 2023, people=200)
    record_targets(cast.em, [value])
    assert page.press().status == 200
    assert Target.objects.count() == 1


# Who may


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("giang", True),
        ("an", False),
        ("binh", False),
        ("chi", False),
        ("dung", False),
        ("em", False),
    ],
)
def test_only_who_approves_for_the_unit_bound_enters_targets(
    cast: Cast, document: Document, who: str, may: bool
) -> None:
    user = getattr(cast, who)
    assert may_change(user, document) is may
    client = in_english(user)
    sent = {f"v-{cast.cau_ke.pk}-2023": "5"}
    page = years_of(document, cast.bhyt)
    assert client.get(page).status_code == (200 if may else 403)
    assert client.post(page, sent).status_code == (302 if may else 403)
    assert Target.objects.exists() is may


def test_who_approves_above_or_below_the_unit_bound(cast: Cast, document: Document) -> None:
    above = make_user("tren", "Người Trên", (cast.nation, Role.APPROVER))
    below = make_user("duoi", "Người Dưới", (cast.cau_ke, Role.APPROVER))
    assert may_change(above, document)
    assert not may_change(below, document)


@pytest.mark.parametrize("field", ["v-{lai_chau}-2023", "v-{cau_ke}-1999", "v-999999-2023"])
def test_a_cell_that_is_not_in_the_grid_is_refused(
    cast: Cast, giang: Client, document: Document, field: str
) -> None:
    name = field.format(lai_chau=cast.lai_chau.pk, cau_ke=cast.cau_ke.pk)
    answer = giang.post(years_of(document, cast.bhyt), {name: "5"})
    assert answer.status_code == 422
    assert "not a target this document can set" in unescape(answer.text)
    assert not Target.objects.exists()


def test_what_was_typed_when_the_session_ended_is_there_again(
    cast: Cast, giang: Client, document: Document
) -> None:
    address = years_of(document, cast.bhyt)
    fields = open_grid(giang, address).type(cast.cau_ke, 2023, "5").fields()
    signed_out = Client()
    signed_out.cookies["django_language"] = "en"
    assert signed_out.post(address, fields).status_code == 302
    signed_out.force_login(cast.giang)
    assert open_grid(signed_out, address).field(cast.cau_ke, 2023) == "5"


def test_what_was_typed_under_an_old_sign_in_comes_back_on_the_same_years(
    cast: Cast, document: Document
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["django_language"] = "en"
    strict.force_login(cast.giang)
    address = years_of(document, cast.bhyt, first=2028, last=2030)
    page = open_grid(strict, address).type(cast.cau_ke, 2029, "5")
    answer = strict.post(address, page.fields() | {"csrfmiddlewaretoken": ["x" * 64]})
    assert answer.headers["Location"] == address
    assert open_grid(strict, address).field(cast.cau_ke, 2029) == "5"


def test_what_was_typed_for_years_that_are_not_on_the_page_is_refused_in_words(
    cast: Cast, document: Document
) -> None:
    signed_out = Client()
    signed_out.cookies["django_language"] = "en"
    sent = open_grid(in_english(cast.giang), years_of(document, cast.bhyt)).fields()
    later = years_of(document, cast.bhyt, first=2028, last=2030)
    signed_out.post(later, sent | {f"v-{cast.cau_ke.pk}-2029": ["5"]})
    signed_out.force_login(cast.giang)
    back = open_grid(signed_out, years_of(document, cast.bhyt))
    assert back.status == 422
    assert "is not a target this document can set" in back.page.text


# Addresses


@pytest.mark.parametrize(
    ("query", "ends"),
    [
        ("", "/targets/people/indicator/{bhxh}/"),
        ("?indicator={bhyt}&number=percent", "/targets/percent/indicator/{bhyt}/"),
        ("?year=2023", "/targets/people/year/2023/"),
        ("?indicator={bhyt}&from=2025&to=2030", "/indicator/{bhyt}/?from=2025&to=2030"),
        ("?indicator=x&number=y&year=20233&from=-1", "/targets/people/indicator/{bhxh}/"),
    ],
)
def test_the_grid_asked_for_is_found_and_nonsense_left_out(
    cast: Cast, giang: Client, document: Document, query: str, ends: str
) -> None:
    ids = {"bhyt": cast.bhyt.pk, "bhxh": cast.bhxh.pk}
    asked = reverse("target_entry", args=[document.pk]) + query.format(**ids)
    assert giang.get(asked).headers["Location"].endswith(ends.format(**ids))


def test_a_document_in_per_cent_opens_in_per_cent(
    cast: Cast, giang: Client, document: Document
) -> None:
    value = TargetValue(document.pk, cast.tra_vinh.pk, cast.bhyt.pk, 2023, percent=Decimal(95))
    record_targets(cast.em, [value])
    asked = reverse("target_entry", args=[document.pk])
    assert giang.get(asked).headers["Location"].endswith(f"/percent/indicator/{cast.bhyt.pk}/")


def test_an_indicator_a_year_or_a_document_that_is_not_there_is_404(
    cast: Cast, giang: Client, document: Document
) -> None:
    for path in (
        reverse("targets_of_indicator", args=[document.pk, "people", 999_999]),
        reverse("targets_of_indicator", args=[document.pk, "dozens", cast.bhyt.pk]),
        reverse("targets_of_year", args=[document.pk, "people", 1066]),
        reverse("targets_of_year", args=[999_999, "people", 2023]),
        reverse("target_entry", args=[999_999]),
    ):
        assert giang.get(path).status_code == 404, path


def test_the_number_of_queries_does_not_grow(
    cast: Cast, giang: Client, document: Document, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            unit = make_unit(3, f"{number}", "xa", f"{number}", f"Xã {number}", cast.tra_vinh)
            Denominator.objects.create(
                unit=unit, basis="population", year=2021, people=number, recorded_by=cast.em
            )
            values = [
                TargetValue(document.pk, unit.pk, cast.bhyt.pk, year, people=number)
                for year in range(2021, 2026)
            ]
            record_targets(cast.em, values)

    fill(20000, 20001)
    addresses = {years_of(document, cast.bhyt): 17, indicators_of(document, 2023): 17}
    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            giang.get(address)
    fill(20001, 20020)
    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            giang.get(address)
