"""A page that is read changes nothing: every address of the product, by GET, and what it sends.

So a link, a page fetched ahead or a page read again can do no harm, and a reader costs no write.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from cast import JUNE, PASSWORD, make_user
from coverage.models import AdministrativeUnit, FigureExport, Indicator, Role, UnitChange, User
from coverage.operation.administration.site import site
from made_exports import written_export
from pages import signed_in_as
from reporting import report_all
from reports.meetings.conclusion_entry import ConclusionValue, save_conclusion
from reports.meetings.freezing import freeze
from targets.models import Document

pytestmark = pytest.mark.usefixtures("static_files")

WRITES = re.compile(
    r"\s*(?:WITH\b.*)?\b(INSERT|UPDATE|DELETE|TRUNCATE|COPY|CREATE|ALTER|DROP|LOCK)\b|FOR UPDATE",
    re.IGNORECASE | re.DOTALL,
)
FILE_OF_A_TABLE = re.compile(r'href="(\?[^"]*\bxlsx=[^"]*)"')
# Of a file that was handed in, which no fixture holds: test_pages.py of coverage/month_import, …
OF_A_FILE = {"file_id"}


@pytest.fixture
def reader(reference: None, settings: Any, tmp_path: Any) -> User:
    settings.DATA_DIR = tmp_path
    both = [(tra_vinh(), Role.CLERK), (tra_vinh(), Role.APPROVER)]
    return make_user("moi", "Người xem mọi trang", *both, administrator=True)


def tra_vinh() -> AdministrativeUnit:
    return AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))


def known(reader: User) -> dict[str, object]:
    """What the arguments of addresses may be, by name."""
    bhyt = Indicator.objects.get(code="BHYT")
    report_all(dict.fromkeys(list(tra_vinh().children.on(JUNE))[1:], 90_000), bhyt, JUNE)
    meeting = freeze(reader, tra_vinh(), "Sơ kết sáu tháng", date(2023, 7, 26))
    said = ConclusionValue("Rà soát thẻ", None, "Sở Y tế", date(2023, 8, 31))
    save_conclusion(reader, meeting, 1, said, None)
    return {
        "unit_id": tra_vinh().pk,
        "indicator_id": bhyt.pk,
        "code": bhyt.code,
        "month": "2023-06",
        "year": 2023,
        "number": "percent",
        "sort": "merge",
        "act_id": UnitChange.objects.earliest("pk").pk,
        "document_id": Document.objects.filter(binds=tra_vinh())[0].pk,
        "meeting_id": meeting.pk,
        "conclusion_number": 1,
        "export_id": written_export(reader, tra_vinh()).pk,
    }


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each
        elif each.namespace is None:
            yield from patterns(each)


def addresses(reader: User) -> list[str]:
    arguments = known(reader)
    found = []
    for pattern in patterns(get_resolver()):
        names = set(pattern.pattern.converters)
        if not names & OF_A_FILE:
            found.append(
                reverse(str(pattern.name), kwargs={name: arguments[name] for name in names})
            )
    return found


def addresses_of_the_administration() -> Iterator[str]:
    yield reverse("admin:index")
    for model in site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        first = model._default_manager.first()
        if first is not None:
            for page in ("change", "history", "delete"):
                yield reverse(f"{name}_{page}", args=[first.pk])


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that write, or lock in order to write."""
    found: list[str] = []

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if WRITES.match(sql) or "FOR UPDATE" in sql:
            found.append(sql[:120])
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield found


def test_the_watch_sees_a_write(db: None) -> None:
    with writes() as found:
        make_user("ai-do", "Ai Đó")
        User.objects.select_for_update().first()
    assert len(found) == 2


def test_no_page_writes_by_being_read(reader: User, client: Client) -> None:
    signed_in_as(client, reader)
    opened, wrote = Counter[str](), {}

    def read(address: str, what: str) -> str:
        with writes() as found:
            answer = client.get(address)
            content: bytes = answer.getvalue()
        opened[what] += answer.status_code == 200
        if found:
            wrote[address] = found
        return content.decode(errors="replace")

    for address in [*addresses(reader), *addresses_of_the_administration()]:
        for query in set(FILE_OF_A_TABLE.findall(read(address, "page"))):
            read(address + unescape(query), "file")
    assert wrote == {}
    assert opened["page"] > 60
    assert opened["file"] > 10


def test_a_silent_and_an_old_export_are_left_to_the_night(reader: User, client: Client) -> None:
    signed_in_as(client, reader)
    FigureExport.objects.create(user=reader, unit=tra_vinh(), first=JUNE, last=JUNE, language="vi")
    written_export(make_user("khac", "Người khác", (tra_vinh(), Role.VIEWER)), tra_vinh())
    FigureExport.objects.update(
        started_at=timezone.now() - timedelta(days=2), beat_at=timezone.now() - timedelta(days=2)
    )
    with writes() as found:
        assert client.get(reverse("exports")).status_code == 200
    assert found == []


def test_signing_in_writes_only_when_its_form_is_sent(reader: User) -> None:
    visitor = Client()
    with writes() as found:
        visitor.get(reverse("home"), follow=True)
        visitor.get(reverse("sign_in"))
    assert found == []
    with writes() as found:
        visitor.post(reverse("sign_in"), {"username": "moi", "password": PASSWORD})
    assert found
