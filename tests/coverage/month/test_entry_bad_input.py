"""Bad input to the page of entry: said in words, where and what to do; nothing saved or lost."""

import pytest
import time_machine

from cast import JUNE, Cast
from coverage.models import ReportedFigure
from coverage.month.workflow import approve, open_months, submit
from entry_pages import EntryPage, address, in_english


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _open(cast: Cast) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE))


def test_a_wrong_number_brings_the_page_back_as_typed_and_saves_nothing(cast: Cast) -> None:
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "821,563")
    page.fill(cast.tra_cu, cast.bhyt, "12.345").fill(cast.tra_cu, cast.bhxh, "-")
    back = page.tick(cast.cau_ke).press()
    assert back.status == 422
    assert not ReportedFigure.objects.exists()
    assert back.typed(cast.cau_ke, cast.bhyt) == "821,563"
    assert back.typed(cast.tra_cu, cast.bhyt) == "12.345"
    assert "not saved" in back.text(cast.tra_cu, cast.bhyt)
    assert "Did you mean 821.563?" in back.text(cast.cau_ke, cast.bhyt)
    assert "k for no data" in back.text(cast.tra_cu, cast.bhxh)
    assert "Nothing was saved: 2 cells must be corrected." in back.page.text
    assert back.fields()["unit"] == [str(cast.cau_ke.pk)]


def test_the_summary_leads_to_each_wrong_cell(cast: Cast) -> None:
    back = _open(cast).fill(cast.cau_ke, cast.bhyt, "1e5").press()
    link = back.page.first('//div[@role="alert"]//a')
    assert link.text == f"Huyện Cầu Kè, {cast.bhyt.label}"
    field = back.page.first(f'//input[@id="{link.get("href").removeprefix("#")}"]')
    assert (field.get("value"), field.get("aria-invalid")) == ("1e5", "true")
    assert back.page.first(f'//*[@id="{field.get("aria-describedby")}"]') is not None


def test_the_corrected_page_saves_everything_that_was_typed(cast: Cast) -> None:
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "1e5").fill(cast.tra_cu, cast.bhyt, "7")
    back = page.press().fill(cast.cau_ke, cast.bhyt, "100.000").press()
    assert "Saved 2 cells." in back.page.text


def test_text_of_a_user_is_never_a_tag(cast: Cast) -> None:
    evil = '"><script>alert(1)</script>'
    back = _open(cast).fill(cast.cau_ke, cast.bhyt, evil).press()
    assert "<script>alert" not in back.page.source
    assert back.typed(cast.cau_ke, cast.bhyt) == evil


@pytest.mark.parametrize("text", ["=1+1", "-5", "1,5", "9" * 16, "１２", "\x00", "x" * 100_000])
def test_nonsense_is_refused_cell_by_cell_and_never_breaks_the_page(cast: Cast, text: str) -> None:
    page = _open(cast)
    sent = page.fields() | {f"v-{cast.cau_ke.pk}-{cast.bhyt.pk}": [text]}
    assert page.client.post(page.path, sent).status_code == 422
    assert not ReportedFigure.objects.exists()


def test_a_month_approved_while_one_types_is_refused_and_the_text_kept(cast: Cast) -> None:
    page = _open(cast).fill(cast.cau_ke, cast.bhyt, "5").fill(cast.tra_cu, cast.bhyt, "6")
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    back = page.press()
    assert back.status == 422
    assert "Huyện Cầu Kè: month 06/2023 is approved." in back.page.text
    assert not ReportedFigure.objects.exists()
    assert back.typed(cast.cau_ke, cast.bhyt) == "5"
    assert back.typed(cast.tra_cu, cast.bhyt) == "6"


def test_somebody_elses_unit_in_the_form_is_refused_whole(cast: Cast) -> None:
    page = _open(cast)
    sent = page.fields() | {
        f"v-{cast.sin_ho.pk}-{cast.bhyt.pk}": ["5"],
        f"v-{cast.cau_ke.pk}-{cast.bhyt.pk}": ["5"],
    }
    assert page.client.post(page.path, sent).status_code == 403
    assert not ReportedFigure.objects.exists()


def test_an_approver_who_forges_a_cell_is_refused(cast: Cast) -> None:
    client = in_english(cast.giang)
    sent = {f"v-{cast.cau_ke.pk}-{cast.bhyt.pk}": "5"}
    assert client.post(address(cast.tra_vinh, JUNE), sent).status_code == 403
    assert not ReportedFigure.objects.exists()


@pytest.mark.parametrize("name", ["v-{unit}-999999", f"v-{{unit}}-{9 * 10**17}"])
def test_an_indicator_that_does_not_exist_is_refused_in_words(cast: Cast, name: str) -> None:
    page = _open(cast)
    sent = page.fields() | {name.format(unit=cast.cau_ke.pk): ["5"]}
    response = page.client.post(page.path, sent)
    assert response.status_code == 422
    assert "One of the indicators does not exist." in response.text


@pytest.mark.parametrize("name", ["v-1", "v-a-b", "v--1-2", f"v-{10**20}-1", "w-1-1"])
def test_fields_that_are_no_cells_are_left_alone(cast: Cast, name: str) -> None:
    page = _open(cast)
    response = page.client.post(page.path, page.fields() | {name: ["5"]}, follow=True)
    assert "No cell had changed." in response.text


@pytest.mark.parametrize("person", ["binh", "chi", "dung", "em"])
def test_who_neither_writes_nor_approves_here_is_refused(cast: Cast, person: str) -> None:
    client = in_english(getattr(cast, person))
    assert client.get(address(cast.tra_vinh, JUNE)).status_code == 403
    assert client.post(address(cast.tra_vinh, JUNE), {}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/entry/{unit}/2023-13/",
        "/entry/{unit}/9999-01/",
        "/entry/{unit}/06-2023/",
        "/entry/{unit}/x/",
        "/entry/987654321/2023-06/",
        f"/entry/{10**30}/2023-06/",
        "/months/{unit}/2023-00/",
    ],
)
def test_an_address_that_means_nothing_is_not_found(cast: Cast, path: str) -> None:
    client = in_english(cast.an)
    assert client.get(path.format(unit=cast.tra_vinh.pk)).status_code == 404


def test_a_month_of_the_future_is_said_in_words_and_takes_nothing(cast: Cast) -> None:
    with time_machine.travel("2023-05-20 12:00+07:00"):
        page = _open(cast)
        assert "Month 06/2023 has not come yet" in page.page.text
        sent = {f"v-{cast.cau_ke.pk}-{cast.bhyt.pk}": "5"}
        response = page.client.post(page.path, sent)
    assert response.status_code == 422
    assert "lies in the future" in response.text
    assert not ReportedFigure.objects.exists()
