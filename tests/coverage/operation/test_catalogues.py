"""Translations compiled without gettext, and only when they changed."""

import gettext
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from coverage.operation.catalogues import compile_catalogues

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "province"
msgstr "tỉnh"

#, fuzzy
msgid "commune"
msgstr "tổng"
"""


@pytest.fixture
def po(tmp_path: Path) -> Path:
    po = tmp_path / "vi" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO)
    return po


def test_a_compiled_catalogue_translates_and_leaves_the_fuzzy_out(po: Path, tmp_path: Path) -> None:
    assert compile_catalogues(tmp_path) == [po.with_suffix(".mo")]
    translations = gettext.translation("django", tmp_path, ["vi"])
    assert translations.gettext("province") == "tỉnh"
    assert translations.gettext("commune") == "commune"


def test_only_a_catalogue_that_changed_is_compiled_again(po: Path, tmp_path: Path) -> None:
    compile_catalogues(tmp_path)
    assert compile_catalogues(tmp_path) == []
    later = po.with_suffix(".mo").stat().st_mtime + 1
    os.utime(po, (later, later))
    assert compile_catalogues(tmp_path) == [po.with_suffix(".mo")]


def test_the_command_says_what_it_compiled_and_what_it_cannot_read(
    po: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    said = StringIO()
    call_command("compilemessages", stdout=said)
    assert said.getvalue() == f"Compiled {po.with_suffix('.mo')}\n"
    po.write_text(PO + 'msgid "broken\n')
    later = po.with_suffix(".mo").stat().st_mtime + 1
    os.utime(po, (later, later))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("compilemessages")
