"""In Chromium: two communes merge by the page of acts, from the decision to the next month's entry
by the same clerk, without the administration."""

from dataclasses import dataclass, field
from datetime import date
from time import monotonic

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from cast import make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, Role, UnitChange
from coverage.month.workflow import open_months
from coverage.notation.periods import month_of, previous_month, write_date
from entry_pages import address
from reporting import report_all

pytestmark = pytest.mark.browser

GOAL_SECONDS = 120
# What a person needs for a click, and for a field that is filled in.
SECONDS_A_CLICK, SECONDS_A_FIELD = 3, 6


@dataclass
class Person:
    """Who works on the page: each click and each field filled is counted."""

    page: Page
    clicks: int = 0
    fields: int = 0
    machine: float = 0.0
    breaches: list[object] = field(default_factory=list)

    def press(self, role: str, name: str) -> None:
        begun = monotonic()
        self.clicks += 1
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.page.wait_for_load_state()
        self.machine += monotonic() - begun

    def tick(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_label(name, exact=True).check()

    def fill(self, name: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(name, exact=True).fill(text)

    def look(self) -> None:
        self.breaches += breaches_in_both_themes(self.page)

    @property
    def seconds(self) -> float:
        return self.clicks * SECONDS_A_CLICK + self.fields * SECONDS_A_FIELD + self.machine


def test_two_communes_merge_from_the_decision_to_the_next_entry_by_the_same_clerk(
    page: Page, served: Served, complaints: list[str]
) -> None:
    this_month = month_of(timezone.localdate())
    with served.data():
        province = AdministrativeUnit.objects.get(level=1, code="86", valid_to=None)
        kept, gone, *others = province.children.on(this_month).order_by("sort_key")
        make_user("an", "Nguyễn Thị An", (kept, Role.CLERK))
        giang = make_user("giang", "Võ Hương Giang", (province, Role.APPROVER))
        bhyt = Indicator.objects.get(code="BHYT")
        report_all({kept: 7_000, gone: 5_500}, bhyt, previous_month(this_month))
        open_months(giang, [kept.pk, gone.pk, others[0].pk], this_month)

    sign_in(page, served, "giang")
    page.goto(address(province, this_month, "month_states"))
    person = Person(page)
    person.press("link", "Sắp xếp đơn vị (sáp nhập, chia tách, đổi tên)")
    person.look()
    person.press("link", "Sáp nhập")
    for unit in (kept, gone):
        person.tick(f"{unit.full_name} ({unit.code})")
    person.fill("Tên", kept.full_name)
    person.fill("Nghị quyết, quyết định số", "12/NQ-UBTVQH16")
    person.fill("Cơ quan ban hành", "Ủy ban Thường vụ Quốc hội")
    person.fill("Ngày ban hành", write_date(date(this_month.year, 1, 15)))
    person.fill("Ngày có hiệu lực", write_date(this_month))
    person.fill("Lý do, lưu trong lịch sử", "sắp xếp đơn vị hành chính cấp xã")
    person.look()
    person.press("button", "Tiếp tục: xem trước và sau")
    expect(page.locator("main")).to_contain_text("12.500")
    person.look()
    person.press("button", "Ghi nhận như trên")
    expect(page.get_by_role("status")).to_contain_text("Đã ghi nhận: 12/NQ-UBTVQH16")
    person.look()

    with served.data():
        change = UnitChange.objects.latest("pk")
        link = change.links.first()
        assert link is not None
        new = link.new
        assert new is not None
        assert new.code == kept.code
    page.context.clear_cookies()
    sign_in(page, served, "an")
    page.goto(address(province, this_month))
    person.fields += 1
    page.locator(f'input[name="v-{new.pk}-{bhyt.pk}"]').fill("12.510")
    person.clicks += 1
    page.locator('button[value="save"]').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(f'input[name="v-{new.pk}-{bhyt.pk}"]')).to_have_value("12.510")
    print(
        f"\na merger: {person.clicks} clicks, {person.fields} fields, "
        f"{person.machine:.1f} s of the machine, about {person.seconds:.0f} s in all"
    )
    assert person.breaches == []
    assert person.seconds < GOAL_SECONDS
    assert complaints == []


def test_a_part_is_given_in_two_steps_and_its_decision_asked_about_the_second_time(
    page: Page, served: Served, complaints: list[str]
) -> None:
    this_month = month_of(timezone.localdate())
    with served.data():
        province = AdministrativeUnit.objects.get(level=1, code="86", valid_to=None)
        giver, receiver, other = province.children.on(this_month).order_by("-sort_key")[:3]
        make_user("hoa", "Lê Thị Hoa", (province, Role.APPROVER))
    sign_in(page, served, "hoa")
    person = Person(page)
    for to in (receiver, other):
        page.goto(reverse("unit_act_new", args=[province.pk, "part"]))
        page.get_by_label("Đơn vị chuyển đi một phần").select_option(str(giver.pk))
        page.get_by_label("Đơn vị tiếp nhận").select_option(str(to.pk))
        person.fill("Tỷ trọng dân số của đơn vị chuyển đi", "1.250/8.400")
        person.fill("Nghị quyết, quyết định số", "15/NQ-UBTVQH16")
        person.fill("Cơ quan ban hành", "Ủy ban Thường vụ Quốc hội")
        person.fill("Ngày ban hành", write_date(date(this_month.year, 1, 15)))
        person.fill("Ngày có hiệu lực", write_date(this_month))
        person.fill("Lý do, lưu trong lịch sử", "điều chỉnh địa giới hành chính")
        person.look()
        person.press("button", "Tiếp tục: xem trước và sau")
        if to is other:
            expect(page.locator("main")).to_contain_text("Có phải vẫn là văn bản này?")
            person.look()
            complaints.clear()  # the question is no success to the browser
            person.press("button", "Đúng như vậy: tiếp tục")
        expect(page.locator("main")).to_contain_text("14,880952 %")
        if to is receiver:
            text = {"name": "nq.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nq"}
            page.get_by_label("Tệp văn bản").set_input_files(text)  # type: ignore[arg-type]
        person.look()
        person.press("button", "Ghi nhận như trên")
        expect(page.get_by_role("status")).to_contain_text("Đã ghi nhận: 15/NQ-UBTVQH16")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp văn bản").first.click()
    assert download.value.suggested_filename.endswith(".pdf")
    person.look()
    assert person.breaches == []
    assert complaints == []
