"""The pages of an import as a person meets them: hand in, tell, choose, confirm."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from coverage.workbooks.book import Book
from coverage.workbooks.reading.answer import read_answer
from coverage.workbooks.reading.child import answer
from coverage.workbooks.reading.file_type import refuse_unless_zip
from pages import Page, text_of


def read_here(content: bytes, name: str) -> Book:
    """As the product reads, without a process of its own: that takes its time each time."""
    refuse_unless_zip(content)
    return read_answer(answer(content))


@dataclass
class ImportPage:
    client: Client
    page: Page

    def send(self, address: str, content: bytes, name: str) -> None:
        sent = SimpleUploadedFile(name, content)
        self.show(self.client.post(address, {"file": sent}, follow=True))

    def fields(self) -> dict[str, list[str]]:
        sent: dict[str, list[str]] = {}
        form = self.page.first("//form[@data-reading-form]")
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        return sent

    def press(self, action: str, **more: str) -> Any:
        """Answers the page itself, so that steps can follow each other."""
        sent: dict[str, Any] = self.fields() | more | {"action": action}
        return self.show(self.client.post(self.address, sent, follow=True))

    def show(self, response: Any) -> Any:
        self.page = Page.of(response)
        self.address = response.request["PATH_INFO"]
        self.response = response
        return self

    def heading(self) -> str:
        return text_of(self.page.first("//h1"))

    def counts(self) -> dict[str, int]:
        pairs = self.page.root.xpath('//dl[@class="import-counts"]/div')
        return {text_of(pair.find("dt")): int(text_of(pair.find("dd"))) for pair in pairs}

    def can_confirm(self) -> bool:
        return bool(self.page.root.xpath('//button[@value="confirm"]'))
