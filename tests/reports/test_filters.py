"""The query string of a page: read strictly, nonsense named and left out."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.notation.periods import FIRST_YEAR, LAST_YEAR
from coverage.notation.row_ids import LARGEST_ID
from reports.filters import MEASURES, SCALES, SPANS, Filters, SeenBy, read_filters

CODES = {"BHXH", "BHYT"}
JUNE = date(2023, 6, 1)
AS_SEEN = datetime(2023, 7, 26, 8, 30, tzinfo=timezone(timedelta(hours=7)))


def test_an_address_that_says_nothing_asks_for_nothing() -> None:
    assert read_filters({}, CODES) == Filters()
    assert Filters().as_query() == ""


def test_everything_an_address_may_say_is_read() -> None:
    asked = {
        "month": "2023-06",
        "indicator": "BHYT",
        "assigner": "3",
        "as_seen": "2023-07-26T08:30:00+07:00",
        "sort": "-rate",
        "measure": "people",
    }
    assert read_filters(asked, CODES) == Filters(
        JUNE, "BHYT", 3, AS_SEEN, sort="-rate", measure="people"
    )


def test_blank_values_say_nothing() -> None:
    assert read_filters({"month": "", "indicator": "  ", "assigner": ""}, CODES) == Filters()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("month", "2023-13"),
        ("month", "06/2023"),
        ("month", "2023-6"),
        ("month", "９999-01"),
        ("month", "0001-01"),
        ("month", "9999-12"),
        ("indicator", "BHYT'--"),
        ("indicator", "bhyt"),
        ("assigner", "-1"),
        ("assigner", "1.5"),
        ("assigner", "٣"),
        ("assigner", "²"),
        ("assigner", str(LARGEST_ID + 1)),
        ("assigner", "9" * 5_000),
        ("as_seen", "hôm qua"),
        ("as_seen", "2023-07-26T08:30:00"),
        ("as_seen", "2023-02-30T08:30:00+07:00"),
        ("as_seen", "0001-01-01T00:00:00+14:00"),
        ("as_seen", "9999-12-31T23:59:59-12:00"),
        ("measure", "money"),
        ("since", "2023-13"),
        ("span", "13"),
        ("span", "２４"),
        ("scale", "log"),
        ("copy", "sign"),
    ],
)
def test_nonsense_is_named_and_left_out(name: str, text: str) -> None:
    found = read_filters({name: text, "sort": "rate"}, CODES)
    assert found.not_understood == (f"{name}={text}"[:60],)
    assert found == Filters(sort="rate", not_understood=found.not_understood)


@pytest.mark.parametrize("name", ["moth", "months", "sections", "Month"])
def test_a_name_that_no_page_knows_is_named_too(name: str) -> None:
    assert read_filters({name: "2023-06"}, CODES).not_understood == (f"{name}=2023-06",)


@pytest.mark.parametrize("name", ["utm_source", "fbclid", "zarsrc"])
def test_what_a_chat_program_adds_to_a_link_disturbs_nobody(name: str) -> None:
    assert read_filters({name: "zalo"}, CODES) == Filters()


def test_all_nonsense_is_named_and_the_rest_is_kept() -> None:
    asked = {"month": "x", "indicator": "BHXH", "assigner": "y"}
    found = read_filters(asked, CODES)
    assert (found.indicator, found.not_understood) == ("BHXH", ("month=x", "assigner=y"))


def test_what_was_not_understood_is_not_asked_again() -> None:
    assert read_filters({"month": "x"}, CODES).as_query() == ""


def test_the_query_is_ready_to_stand_in_an_address() -> None:
    query = Filters(JUNE, sort="-rate&x=1", as_seen=AS_SEEN).as_query()
    assert query == "?month=2023-06&as_seen=2023-07-26T08%3A30%3A00%2B07%3A00&sort=-rate%26x%3D1"


MEETING = SeenBy(7, "Họp sơ kết", date(2023, 7, 26), AS_SEEN)


def find_meeting(meeting_id: int) -> SeenBy:
    if meeting_id != MEETING.meeting_id:
        raise ValueError(meeting_id)
    return MEETING


def test_a_meeting_stands_for_its_moment_and_goes_before_another() -> None:
    asked = {"meeting": "7", "as_seen": "2023-01-01T00:00:00+00:00", "month": "2023-06"}
    found = read_filters(asked, CODES, find_meeting)
    assert (found.as_seen, found.meeting) == (AS_SEEN, MEETING)
    assert found.as_query() == "?month=2023-06&meeting=7"
    assert found.as_query_now == "?month=2023-06"
    assert found.about("BHXH") == "?month=2023-06&indicator=BHXH&meeting=7"


@pytest.mark.parametrize("text", ["8", "x", "-7", "7.0", "٧"])
def test_a_meeting_that_is_not_known_is_named_and_left_out(text: str) -> None:
    found = read_filters({"meeting": text}, CODES, find_meeting)
    assert found == Filters(not_understood=(f"meeting={text}",))
    assert read_filters({"meeting": "7"}, CODES).not_understood == ("meeting=7",)


def test_without_a_moment_the_page_is_the_one_of_now() -> None:
    assert Filters(as_seen=AS_SEEN).as_query_now == ""


moments = st.datetimes(
    min_value=datetime(FIRST_YEAR, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(LAST_YEAR, 12, 30),  # noqa: DTZ001
    timezones=st.just(UTC),
)
months = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 1)).map(
    lambda day: day.replace(day=1)
)
words = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text == text.strip())


@settings(max_examples=50)
@given(
    st.builds(
        Filters,
        period=st.none() | months,
        indicator=st.none() | st.sampled_from(sorted(CODES)),
        assigner=st.none() | st.integers(0, LARGEST_ID),
        as_seen=st.none() | moments,
        sort=st.none() | words.filter(bool),
        measure=st.none() | st.sampled_from(MEASURES),
        since=st.none() | months,
        span=st.none() | st.sampled_from(SPANS),
        scale=st.none() | st.sampled_from(SCALES),
    )
)
def test_what_a_query_asks_is_what_is_read_from_it(filters: Filters) -> None:
    assert read_filters(dict(parse_qsl(filters.as_query()[1:])), CODES) == filters


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["month", "indicator", "assigner", "as_seen", "sort", "measure"]), st.text()
    )
)
def test_no_address_whatever_breaks_the_reading(asked: dict[str, Any]) -> None:
    found = read_filters(asked, CODES)
    assert all(len(problem) <= 60 for problem in found.not_understood)
    said = {name for name, text in asked.items() if text.strip()}
    understood = {name for name, _ in parse_qsl(found.as_query()[1:], keep_blank_values=True)}
    named = {problem.partition("=")[0] for problem in found.not_understood}
    assert understood | named == said
    assert not understood & named


def test_the_copy_of_the_report_stays_in_its_links_until_the_other_is_asked_for() -> None:
    found = read_filters({"month": "2023-06", "copy": "check"}, CODES)
    assert found.as_query() == "?month=2023-06&copy=check"
    assert found.kept_by_forms == {"copy": "check"}
    assert found.as_query_of_copy(None) == "?month=2023-06"
