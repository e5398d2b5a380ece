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
        """And that it is right so, where it is asked whether it is a decision again."""
        self.ask(*olds, action=action, **said)
        return self.answer() if self.is_asked else self.page

    def ask(self, *olds: AdministrativeUnit, action: str = "show", **said: Any) -> Page:
        sent = DECISION | {"olds": [unit.pk for unit in olds], "action": action} | said
        self.page = Page.of(self.client.post(self.path, sent))
        return self.page

    @property
    def is_asked(self) -> bool:
        return "Is it this decision again?" in self.page.text

    def answer(self, action: str = "show") -> Page:
        self.page = Page.of(self.client.post(self.path, self._form("overlap") | {"action": action}))
        return self.page

    def confirm(self, file: SimpleUploadedFile | None = None) -> Page:
        sent = self._form("shown")
        if file is not None:
            sent["file"] = file
        answer = self.client.post(self.path, sent | {"action": ["record"]}, follow=True)
        self.page = Page.of(answer)
        return self.page

    def _form(self, field: str) -> dict[str, Any]:
        """What the form with that field sends as it stands."""
        has = f'.//input[@name="{field}"]'
        form = next(each for each in self.page.root.forms if each.xpath(has))
        sent: dict[str, Any] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        return sent

    def take_back(self, change: UnitChange, reason: str = "nhập nhầm") -> Page:
        path = reverse("unit_act_void", args=[self.unit.pk, change.pk])
        return Page.of(self.client.post(path, {"reason": reason}, follow=True))
