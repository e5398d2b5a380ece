"""A backup holds everything, proves it, and comes back only where nothing is."""

import hashlib
import json
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast, make_cast
from coverage.document_files import checked_upload
from coverage.models import DecisionFile, FigureExport, Installation, ReportedFigure, User
from coverage.month.workflow import open_months
from coverage.operation.backup import folder as backups
from coverage.operation.backup.archive import MANIFEST, opened
from coverage.operation.backup.checksums import held_by_tables
from coverage.operation.backup.refusals import BackupError
from coverage.operation.backup.restoring import restore_backup
from coverage.operation.backup.schedule import Rule
from coverage.operation.backup.server import ask, of_settings
from coverage.operation.backup.storing import store_backup, stored_backups
from coverage.operation.backup.trying import PREFIX, try_backup
from coverage.operation.identity import compare, declare_original, is_copy
from coverage.units.decision_files import keep_file
from coverage.units.waiting_files import put_aside
from databases import copy_database, drop_database, own_name_of, using_database
from raw_rows import add_export, add_figure

DOCUMENT, DECISION = b"%PDF-1.7 021", b"%PDF-1.7 nghi quyet"


@pytest.fixture
def place(tmp_path: Path, settings: Any) -> Path:
    """A folder of its own for files, keys and backups."""
    return settle(settings, tmp_path / "here")


def settle(settings: Any, folder: Path) -> Path:
    (folder / "documents" / "promises").mkdir(parents=True)
    settings.DATA_DIR, settings.MEDIA_ROOT = folder, folder / "documents"
    settings.BACKUP_DIR = folder / "backups"
    return folder


@pytest.fixture
def cast(transactional_db: None, place: Path) -> Cast:
    """Six people, a figure, an export and a document's file."""
    cast = make_cast()
    open_months(cast.giang, [cast.cau_ke.pk], JUNE)
    add_figure(cast)
    add_export(cast)
    (place / "documents" / "promises" / "02-NQ-TU.pdf").write_bytes(DOCUMENT)
    Client().force_login(cast.an)
    return cast


@contextmanager
def another_install(settings: Any, folder: Path, template: str = "template1") -> Iterator[Path]:
    name = own_name_of("restored")
    copy_database(template, name)
    try:
        with using_database(name):
            yield settle(settings, folder)
    finally:
        drop_database(name)


def scratch_databases() -> list[tuple[Any, ...]]:
    with of_settings().connect() as server:
        return ask(server, "select datname from pg_database where datname ^@ %s", PREFIX)


def test_a_backup_comes_back_with_every_row_and_file_and_nobody_signed_in(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    stored = store_backup(is_tried=True)
    path, manifest = stored.path, stored.manifest
    assert manifest.tables["coverage_reportedfigure"].rows == 1
    with another_install(settings, tmp_path / "there") as there:
        restore_backup(of_settings(), settings.MEDIA_ROOT, path)
        with of_settings().connect() as server:
            columns = {table: held.columns for table, held in manifest.tables.items()}
            assert held_by_tables(server, columns) == manifest.tables
            assert ask(server, "select count(*) from django_session") == [(0,)]
        assert not FigureExport.objects.exists()
        assert User.objects.get(username="an").check_password("") is False
        assert (there / "documents" / "promises" / "02-NQ-TU.pdf").read_bytes() == DOCUMENT
        # The triggers came along: what was recorded stays as it is.
        with pytest.raises(DatabaseError, match="history is never altered"):
            ReportedFigure.objects.update(people=1)


def test_the_text_of_a_decision_comes_back_with_its_row_and_one_that_waits_does_not(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    for put in (False, True):
        file = SimpleUploadedFile("nghị quyết.pdf", DECISION)
        checked_upload(file)
        if put:
            put_aside(cast.giang, file, "nghị quyết.pdf")
        else:
            keep_file(cast.giang, "12/NQ ngày 10/06/2023 của Quốc hội", file, "bản ký")
    path = store_backup(is_tried=True).path
    with another_install(settings, tmp_path / "there") as there:
        restore_backup(of_settings(), settings.MEDIA_ROOT, path)
        kept = DecisionFile.objects.get()
        assert (there / "documents" / str(kept.file.name)).read_bytes() == DECISION
        assert kept.sha256 == hashlib.sha256(DECISION).hexdigest()
        assert not (there / "documents" / "waiting").exists()


def test_no_password_of_the_database_and_no_secret_key_are_in_it(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECRET_KEY = "bí mật của máy này"
    monkeypatch.setenv("SECRET_KEY", settings.SECRET_KEY)
    monkeypatch.setenv("FOUR_EYES", "off")
    stored = store_backup(is_tried=False)
    path, manifest = stored.path, stored.manifest
    assert manifest.settings["FOUR_EYES"] == "off"
    assert settings.SECRET_KEY.encode() not in path.read_bytes()
    assert "DATABASE_URL" not in manifest.settings


def test_only_its_owner_reads_a_backup(cast: Cast, place: Path) -> None:
    path = store_backup(is_tried=False).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_install_that_was_only_migrated_is_restored_into(
    cast: Cast, settings: Any, tmp_path: Path, empty_database: str
) -> None:
    path = store_backup(is_tried=False).path
    with another_install(settings, tmp_path / "there", empty_database):
        call_command("restore", str(path), stdout=StringIO(), stderr=StringIO())
        assert ReportedFigure.objects.count() == 1


def test_an_install_that_holds_accounts_is_left_alone(cast: Cast) -> None:
    path = store_backup(is_tried=False).path
    with pytest.raises(CommandError, match="restore into an empty one"):
        call_command("restore", str(path))
    assert ReportedFigure.objects.count() == 1


@pytest.mark.parametrize("spoil", ["cut off", "a byte", "no backup at all"])
def test_a_damaged_file_is_not_restored(
    cast: Cast, settings: Any, tmp_path: Path, spoil: str
) -> None:
    path = store_backup(is_tried=False).path
    content = bytearray(path.read_bytes())
    if spoil == "cut off":
        content = content[: len(content) // 2]
    elif spoil == "a byte":
        content[len(content) // 4] ^= 1
    else:
        content = bytearray(b"hello")
    path.write_bytes(content)
    with pytest.raises(BackupError):
        try_backup(of_settings(), path)
    with another_install(settings, tmp_path / "there"), pytest.raises(BackupError):
        restore_backup(of_settings(), settings.MEDIA_ROOT, path)
    assert scratch_databases() == []


def rewritten(path: Path, change: dict[str, Any]) -> Path:
    """The same backup with another list of what it holds."""
    copy = path.with_name("khác.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == MANIFEST:
                content = json.dumps(json.loads(content) | change).encode()
            target.writestr(member, content)
    return copy


def test_a_backup_that_holds_something_else_than_it_says_is_found_out(cast: Cast) -> None:
    stored = store_backup(is_tried=False)
    path, manifest = stored.path, stored.manifest
    table = manifest.tables["coverage_reportedfigure"]
    tables = json.loads(manifest.as_json())["tables"]
    tables["coverage_reportedfigure"]["checksum"] = str(int(table.checksum) + 1)
    with pytest.raises(BackupError, match=r"differs .*\(coverage_reportedfigure\)"):
        try_backup(of_settings(), rewritten(path, {"tables": tables}))
    assert scratch_databases() == []


def test_a_backup_of_a_newer_product_is_refused_before_anything_is_written(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    path = store_backup(is_tried=False).path
    newer = rewritten(path, {"migrations": [["coverage", "9999_later"]]})
    with another_install(settings, tmp_path / "there") as there:
        with pytest.raises(BackupError, match="bring the code up to date"):
            restore_backup(of_settings(), settings.MEDIA_ROOT, newer)
        assert connection.introspection.table_names() == []
        assert [each for each in (there / "documents").rglob("*") if each.is_file()] == []


def test_a_file_that_leads_out_of_its_folder_is_refused(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    path = store_backup(is_tried=False).path
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("documents/../../out.txt", b"out")
    with another_install(settings, tmp_path / "there"):
        with pytest.raises(BackupError, match="outside its folder"):
            restore_backup(of_settings(), settings.MEDIA_ROOT, path)
        assert connection.introspection.table_names() == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "mistyped.zip"):
        with pytest.raises(BackupError, match=f"There is no file {path}: name a backup"):
            try_backup(of_settings(), path)


def test_the_newest_backup_is_checked_where_none_is_named(cast: Cast) -> None:
    with pytest.raises(CommandError, match="run make backup"):
        call_command("backup", check="")
    said = StringIO()
    call_command("backup", stdout=said)
    call_command("backup", check="", stdout=said)
    whole, tried = said.getvalue().splitlines()
    assert "whole" in whole
    assert "restored and compared" in tried


def test_a_full_disk_is_said_before_anything_is_written(
    cast: Cast, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store_backup(is_tried=False).path
    monkeypatch.setattr(backups, "MUST_BE_FREE", 1e15)
    with pytest.raises(CommandError, match="make room, or set BACKUP_DIR"):
        call_command("backup")
    assert [each.path for each in stored_backups()] == [path]
    attempt = backups.last_attempt(place / "backups")
    assert attempt is not None
    assert "make room" in attempt.failure


def test_old_ones_go_only_after_a_new_one_is_there(cast: Cast, place: Path, settings: Any) -> None:
    first = store_backup(is_tried=False).path
    key = Installation.objects.get().key
    long_ago = first.with_name(f"bao-phu-{key[:8]}-20200101-020000.zip")
    of_another = first.with_name("bao-phu-00000000-20200101-020000.zip")
    left = first.with_name(f"bao-phu-{key[:8]}-20200102-020000.part")
    for path in (long_ago, of_another, left):
        path.write_bytes(b"")
    settings.BACKUP_KEEP = Rule(0, 0, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coverage.operation.backup.storing.make_backup", _fail)
        with pytest.raises(BackupError):
            store_backup(is_tried=False)
    assert long_ago.exists()
    newest = store_backup(is_tried=False).path
    assert newest.exists()
    assert of_another.exists()
    assert not long_ago.exists()
    assert not left.exists()


def _fail(*_: Any, **__: Any) -> None:
    raise BackupError("no")


def test_a_restored_install_says_on_every_page_that_it_is_a_copy_until_told_otherwise(
    cast: Cast, settings: Any, tmp_path: Path, static_files: None
) -> None:
    path = store_backup(is_tried=False).path
    banner = "Đây là bản sao."
    assert banner not in Client().get(reverse("sign_in")).text
    with another_install(settings, tmp_path / "there") as there:
        said = StringIO()
        call_command("restore", str(path), stdout=said)
        assert "declare_original" in said.getvalue()
        client = Client()
        assert banner in client.get(reverse("sign_in")).text
        client.force_login(User.objects.get(username="em"))
        for page in ("admin:index", "documents", "check_report"):
            assert banner in client.get(reverse(page)).text
        assert compare(there)
        call_command("declare_original", stdout=StringIO())
        assert not compare(there)
        assert banner not in client.get(reverse("admin:index")).text


def test_a_database_that_comes_back_under_its_own_folder_is_no_copy(
    cast: Cast, settings: Any, tmp_path: Path, place: Path
) -> None:
    stored = store_backup(is_tried=False)
    path, manifest = stored.path, stored.manifest
    with another_install(settings, tmp_path / "there") as there:
        (there / "install-id").write_text(manifest.install)
        call_command("restore", str(path), stdout=StringIO())
        assert not is_copy(there)


def test_a_new_install_is_no_copy(db: None, place: Path) -> None:
    assert not compare(place)
    assert not compare(place)
    (place / "install-id").write_text("another")
    assert compare(place)
    declare_original(place)
    assert not is_copy(place)


def test_a_backup_tells_when_it_saw_the_database(cast: Cast) -> None:
    stored = store_backup(is_tried=False)
    path, manifest = stored.path, stored.manifest
    with opened(path) as (_, read):
        assert read == manifest
