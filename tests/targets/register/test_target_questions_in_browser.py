"""Somebody types 0,95 where 95 % is meant: asked, corrected or confirmed, nothing lost."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from cast import make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, Role
from reporting import count, make_document, promise
from targets.models import Target

pytestmark = pytest.mark.browser


def test_a_share_typed_as_per_cent_is_asked_about_and_put_right(
    page: Page, served: Served, complaints: list[str]
) -> None:
    with served.data():
        tra_vinh = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        make_user("giang", "Võ Hương Giang", (tra_vinh, Role.APPROVER))
        bhyt = Indicator.objects.get(code="BHYT")
        before = make_document(tra_vinh, date(2022, 12, 1), number="11/KH-UBND")
        promise(before, tra_vinh, bhyt, 2023, people=966_520)
        count(tra_vinh, "population", 2023, 1_019_562)
        document = make_document(tra_vinh, date(2023, 7, 1), number="22/KH-UBND")
    sign_in(page, served, "giang")
    page.goto(f"/documents/{document.pk}/targets/percent/indicator/{bhyt.pk}/")
    whole = page.locator(f'input[name="v-{tra_vinh.pk}-2023"]')

    def save() -> None:
        with page.expect_navigation():
            page.keyboard.press("Control+S")

    whole.focus()
    page.keyboard.type("0,95")
    save()
    expect(page.get_by_role("alert").first).to_contain_text("cần xác nhận")
    question = page.locator(".question")
    expect(question).to_contain_text("966.520")
    expect(question).to_contain_text("95 %")
    expect(whole).to_have_value("0,95")
    assert breaches_in_both_themes(page) == []

    whole.focus()
    page.keyboard.type("0,96")
    page.keyboard.press("Enter")
    expect(question).to_have_count(0)
    save()
    expect(question).to_contain_text("0,96 %")
    question.get_by_label("không, mà là 96 %").check()
    save()
    expect(page.get_by_role("status").first).to_contain_text("1")
    expect(whole).to_have_value("96 %")
    assert [text for text in complaints if "422" not in text] == []
    complaints.clear()
    with served.data():
        assert Target.objects.get(document=document).percent == Decimal(96)
