"""Uploads are whole or not there, whatever happens while they are written."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from cast import JUNE, Cast
from coverage.document_files import UNFINISHED
from coverage.models import ImportedFile
from coverage.operation.backup.archive import FILES, add_files, new_archive
from coverage.operation.document_storage import DocumentStorage
from coverage.workbooks.handed_in import keep
from folders import ROOT
from served_processes import kill, wait_until

NAME, CONTENT = "imports/ab/abcd.xlsx", b"PK so lieu" * 1000

WRITER = """
import sys, time
from django.conf import settings
settings.configure()
from django.core.files.base import ContentFile
from coverage.operation.document_storage import DocumentStorage

class Slow(ContentFile):
    def chunks(self, chunk_size=None):
        yield self.read(4000)
        print("half", flush=True)
        time.sleep(600)

DocumentStorage(location=sys.argv[1]).save(sys.argv[2], Slow(b"PK so lieu" * 1000))
"""


@pytest.fixture
def documents(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "documents"
    return tmp_path / "documents"


def files(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def test_a_file_has_its_name_once_it_is_whole_and_on_the_disk(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        done.append(Path(os.readlink(f"/proc/self/fd/{descriptor}")).suffix)
        fsync(descriptor)

    def replaced(self: Path, target: str) -> Path:
        assert self.read_bytes() == CONTENT
        assert not Path(target).exists()
        done.append("named")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    assert DocumentStorage().save(NAME, ContentFile(CONTENT)) == NAME
    assert done == [UNFINISHED, "named", ""]
    assert (files(documents), (documents / NAME).read_bytes()) == ([NAME], CONTENT)


def test_what_cannot_be_written_leaves_nothing(
    documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        DocumentStorage().save(NAME, ContentFile(CONTENT))
    assert files(documents) == []


@pytest.mark.process
def test_a_process_killed_in_the_middle_leaves_no_cut_file_and_the_next_upload_is_whole(
    documents: Path, cast: Cast
) -> None:
    row = ImportedFile(unit=cast.cau_ke, period=JUNE, name="thang-6.xlsx", uploaded_by=cast.an)
    row.since = timezone.now()
    whole = keep(row, ImportedFile.objects.all(), CONTENT).path
    (documents / whole).unlink()
    command = [sys.executable, "-c", WRITER, str(documents), whole]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline() == "half\n"
        kill({writing.pid})
    wait_until(lambda: writing.returncode is not None)
    (left,) = files(documents)
    assert left.endswith(UNFINISHED)
    row.pk = None
    keep(row, ImportedFile.objects.all(), CONTENT)
    assert row.content() == CONTENT


def test_what_a_crash_left_is_in_no_backup(documents: Path, tmp_path: Path) -> None:
    DocumentStorage().save(NAME, ContentFile(CONTENT))
    (documents / "2026").mkdir()
    (documents / "2026" / f"a.pdf.1{UNFINISHED}").write_bytes(b"%PDF")
    with new_archive(tmp_path / "backup.zip") as archive:
        add_files(archive, documents)
        assert archive.namelist() == [f"{FILES}/{NAME}"]


@pytest.mark.usefixtures("cast")
def test_the_night_deletes_beginnings_of_files_that_are_a_day_old(documents: Path) -> None:
    DocumentStorage().save(NAME, ContentFile(CONTENT))
    old, young = (documents / f"{name}{UNFINISHED}" for name in ("old", "young"))
    for path in (old, young, documents / NAME):
        path.write_bytes(CONTENT)
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for path in (old, documents / NAME):
        os.utime(path, (two_days_ago, two_days_ago))
    call_command("clear_old_sessions")
    assert files(documents) == [NAME, young.name]
