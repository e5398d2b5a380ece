"""The page of acts on units as an approver meets it: a form, both sides, a confirmation."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coverage.models import AdministrativeUnit, UnitChange, User
from entry_pages import in_english
from pages import Page

DECISION = {
    "number": "12/NQ-UBTVQH15",
    "issuer": "Ủy ban Thường vụ Quốc hội",
    "issued_on": "10/06/2023",
    "takes_effect": "01/07/2023",
    "first_month": "",
    "why": "sắp xếp đơn vị hành chính",
}


class Acts:
    """The page as an approver meets it: the form of a sort of act, then both sides."""

    def __init__(self, user: User, unit: AdministrativeUnit, sort: str = "merge") -> None:
        self.client, self.unit = in_english(user), unit
        self.path = reverse("unit_act_new", args=[unit.pk, sort])

    def say(self, *olds: AdministrativeUnit, action: str = "show", **said: Any) -> Page:
        sent = DECISION | {"olds": [unit.pk for unit in olds], "action": action} | said
        self.page = Page.of(self.client.post(self.path, sent))
        return self.page

    def confirm(self, file: SimpleUploadedFile | None = None) -> Page:
        form = next(each for each in self.page.root.forms if each.xpath('.//input[@name="shown"]'))
        sent: dict[str, Any] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        if file is not None:
            sent["file"] = file
        answer = self.client.post(self.path, sent | {"action": ["record"]}, follow=True)
        self.page = Page.of(answer)
        return self.page

    def take_back(self, change: UnitChange, reason: str = "nhập nhầm") -> Page:
        path = reverse("unit_act_void", args=[self.unit.pk, change.pk])
        return Page.of(self.client.post(path, {"reason": reason}, follow=True))
