"""The month a meeting is about: chosen in the form, the usual one where nobody chose."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast
from pages import Page, in_english, signed_in_as
from reporting import report_all
from reports.meetings.freezing import freeze
from reports.meetings.month import month_of_meeting
from reports.models import Meeting
from small_worlds import clock

pytestmark = pytest.mark.usefixtures("static_files")

DAY, MAY = date(2023, 7, 26), date(2023, 5, 1)


@pytest.fixture
def told(cast: Cast) -> Cast:
    for month, people in ((MAY, 60), (JUNE, 70)):
        report_all({cast.cau_ke: people, cast.tra_cu: 300}, cast.bhyt, month)
    return cast


@pytest.fixture
def english(client: Client, told: Cast) -> Client:
    return signed_in_as(in_english(client), told.giang)


def test_a_meeting_of_no_said_month_is_about_the_one_a_reader_gets(told: Cast) -> None:
    assert freeze(told.giang, told.tra_vinh, "Họp", DAY).period == JUNE


def test_the_form_offers_the_months_and_freezes_for_the_one_that_is_chosen(
    told: Cast, english: Client
) -> None:
    address = reverse("meetings", args=[told.tra_vinh.pk])
    page = Page.of(english.get(address))
    offered = page.root.xpath('//select[@name="month"]/option')
    assert [(each.get("value"), "selected" in each.attrib) for each in offered] == [
        ("2023-06", True),
        ("2023-05", False),
    ]
    said = {"title": "Họp", "held_on": "26/07/2023", "month": "2023-05"}
    assert english.post(address, said | {"shown_at": clock().isoformat()}).status_code == 302
    assert Meeting.objects.get().period == MAY


def test_a_month_that_is_not_offered_freezes_nothing(told: Cast, english: Client) -> None:
    said = {"title": "Họp", "held_on": "26/07/2023", "month": "2031-01"}
    answer = english.post(
        reverse("meetings", args=[told.tra_vinh.pk]), said | {"shown_at": clock().isoformat()}
    )
    assert answer.status_code == 422
    assert not Meeting.objects.exists()


def test_every_page_a_meeting_leads_to_opens_its_month(told: Cast, english: Client) -> None:
    frozen = freeze(told.giang, told.tra_vinh, "Họp", DAY, MAY)
    page = Page.of(english.get(reverse("meeting", args=[frozen.pk])))
    assert "on month 05/2023" in page.text
    links = page.root.xpath('//ul[@class="seen-pages"]//a/@href')
    assert len(links) == 8
    assert all(f"?month=2023-05&meeting={frozen.pk}" in each for each in links)


def test_one_frozen_before_meetings_had_a_month_is_about_that_of_its_moment(told: Cast) -> None:
    """Whatever has come since: July is complete now, and was not there then."""
    moment = clock()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE reports_meeting DISABLE TRIGGER USER")
    old = Meeting.objects.create(
        unit=told.tra_vinh, title="Họp cũ", held_on=DAY, moment=moment, created_by=told.giang
    )
    report_all({told.cau_ke: 80, told.tra_cu: 310}, told.bhyt, date(2023, 7, 1))
    assert month_of_meeting(old) == JUNE
    assert freeze(told.giang, told.tra_vinh, "Họp mới", DAY).period == date(2023, 7, 1)
