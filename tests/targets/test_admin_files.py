"""The text of a document, uploaded: told by its content, kept under a name of our own."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from admin_pages import admin_url, errors_of
from cast import Cast
from coverage.document_files import MAX_BYTES, file_kind
from coverage.version_entry import in_force_of
from pages import signed_in_as
from targets.models import Assigner, AssignerKind, Document, DocumentVersion

pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture
def em(client: Client, cast: Cast) -> Client:
    """The administrator's browser, in English."""
    signed_in_as(client, cast.em)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def document(cast: Cast) -> Document:
    assigner = Assigner.objects.create(
        name="UBND tỉnh Trà Vinh", kind=AssignerKind.PEOPLES_COMMITTEE
    )
    return Document.objects.create(
        assigner=assigner,
        binds=cast.tra_vinh,
        number="12/KH-UBND",
        title="Kế hoạch năm 2023",
        effective_on=date(2023, 1, 1),
    )


def a_docx(*names: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "nội dung")
    return content.getvalue()


PDF = b"%PDF-1.7\n..."
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..."
DOCX = a_docx("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (OLD_WORD, "doc"),
        (DOCX, "docx"),
        (a_docx("xl/workbook.xml"), None),
        (b"PK\x03\x04 no archive", None),
        (b"<html><script>", None),
        (b"MZ\x90", None),
        (b"", None),
    ],
)
def test_a_file_is_told_by_its_content(content: bytes, kind: str | None) -> None:
    file = BytesIO(content)
    assert file_kind(file) == kind
    assert file.tell() == 0


def document_form(cast: Cast, document: Document, **more: Any) -> dict[str, Any]:
    return {
        "number": document.number,
        "title": document.title,
        "assigner": document.assigner_id,
        "binds": cast.tra_vinh.pk,
        "clause": "",
        "issued_on": "",
        "effective_on": "01/01/2023",
        "adjusts": "",
        "origin": "reported",
        "source": "",
        "note": "",
        "why": "đính kèm văn bản",
        "shown": in_force_of(DocumentVersion, document).pk,
    } | more


def upload(client: Client, cast: Cast, document: Document, name: str, content: bytes) -> Any:
    form = document_form(cast, document, file=SimpleUploadedFile(name, content))
    return client.post(admin_url("targets_document", "change", document.pk), form)


def test_a_file_is_kept_under_a_name_of_our_own(
    em: Client, cast: Cast, document: Document, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert upload(em, cast, document, "../../Kế hoạch.pdf", PDF).status_code == 302
    document.refresh_from_db()
    assert tmp_path in type(tmp_path)(document.file.path).resolve().parents
    name = str(document.file.name)
    assert "hoạch" not in name
    assert name.endswith(".pdf")
    page = em.get(admin_url("targets_document", "change", document.pk))
    assert f'href="/documents/{document.pk}/file/"' in page.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ke-hoach.pdf", b"<html><script>alert(1)</script>"),
        ("ke-hoach.pdf", DOCX),
        ("ke-hoach.docx", PDF),
        ("ke-hoach.html", PDF),
        ("ke-hoach", PDF),
        ("ke-hoach.docx", a_docx("xl/workbook.xml")),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    em: Client, cast: Cast, document: Document, name: str, content: bytes
) -> None:
    answer = upload(em, cast, document, name, content)
    assert "only PDF and Word documents are taken" in errors_of(answer)
    document.refresh_from_db()
    assert not document.file


def test_a_file_larger_than_20_mb_is_refused(em: Client, cast: Cast, document: Document) -> None:
    answer = upload(em, cast, document, "ke-hoach.pdf", PDF + b"0" * MAX_BYTES)
    assert "larger than 20 MB" in errors_of(answer)
