"""The written report as a Word document, as its reader meets it."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.test import Client
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from coverage.models import AdministrativeUnit

PARTS_TABLE_COLUMNS = 11


@dataclass(frozen=True)
class Word:
    content: bytes
    document: Any

    @classmethod
    def of(cls, content: bytes) -> "Word":
        return cls(content, Document(BytesIO(content)))

    @property
    def paragraphs(self) -> list[str]:
        """The text outside tables, with links, without the numbers of sources."""
        return [_text(paragraph) for paragraph in self.document.element.body.iter(qn("w:p"))]

    @property
    def text(self) -> str:
        return " ".join(self.paragraphs)

    def parts_tables(self) -> list[list[list[str]]]:
        """The tables of the units below, a list of rows of texts each, without the heading."""
        return [
            rows_of(table)[1:]
            for table in self.document.tables
            if len(table.columns) == PARTS_TABLE_COLUMNS
        ]

    def tasks_table(self) -> list[list[str]]:
        """The table of what each unit has left to do, without the heading."""
        return next(
            rows_of(table)[1:]
            for table in self.document.tables
            if any(cell.endswith(": mỗi tháng") for cell in rows_of(table)[0])
        )

    def sources(self) -> list[list[str]]:
        return rows_of(self.document.tables[-1])[1:]

    def xml(self, path: str) -> Any:
        with ZipFile(BytesIO(self.content)) as parts:
            return etree.fromstring(parts.read(path))

    def files(self) -> list[str]:
        with ZipFile(BytesIO(self.content)) as parts:
            return parts.namelist()


def word_of(reader: Client, unit: AdministrativeUnit, **query: Any) -> Word:
    response = download_word(reader, unit, **query)
    assert response.status_code == 200
    return Word.of(response.content)


def download_word(reader: Client, unit: AdministrativeUnit, **query: Any) -> Any:
    address = reverse("report_document", args=[unit.pk])
    return reader.get(address, {"month": "2023-06"} | query)


def rows_of(table: Any) -> list[list[str]]:
    return [
        [" ".join(_text(paragraph) for paragraph in cell.iter(qn("w:p"))) for cell in row.tc_lst]
        for row in table._tbl.tr_lst
    ]


def _text(paragraph: Any) -> str:
    runs = [run for run in paragraph.iter(qn("w:r")) if not run.findall(f".//{qn('w:vertAlign')}")]
    texts = [text.text or "" for run in runs for text in run.iter(qn("w:t"))]
    return "".join(texts).replace("\u00a0", " ")
