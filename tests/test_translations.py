"""Every text of the screens has a Vietnamese translation that says the same."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from folders import ROOT

CATALOGUE = Path("locale/vi/LC_MESSAGES/django.po")
SOURCES = ("coverage", "targets", "reports", "fixtures", "templates", "manage.py")
# %(name)s and %s of Python, {name} of str.format; %% and {{ }} are not placeholders.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|(?<!{){\w*}(?!})")


def read(path: Path) -> Catalog:
    with open(path, "rb") as file:
        return read_po(file, locale="vi", domain="django")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read(ROOT / CATALOGUE)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The catalogue as `make messages` would leave it: collected afresh in a copy of the code."""
    copy = tmp_path_factory.mktemp("code")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    (copy / CATALOGUE).parent.mkdir(parents=True)
    shutil.copy(ROOT / CATALOGUE, copy / CATALOGUE)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale=vi", "--no-wrap"],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "DJANGO_SETTINGS_MODULE": "coverage.settings"},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return read(copy / CATALOGUE)


def key(message: Message) -> tuple[str | None, object]:
    return (message.context, message.id)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def texts(of: object) -> list[str]:
    return [of] if isinstance(of, str) else list(of)  # type: ignore[call-overload]


def test_every_text_of_the_screens_is_in_the_catalogue(
    catalogue: Catalog, collected: Catalog
) -> None:
    known = {key(message) for message in messages(catalogue)}
    missing = [message.id for message in messages(collected) if key(message) not in known]
    assert missing == []
    assert len(known) > 100


def test_every_text_is_translated_and_none_is_a_guess(collected: Catalog) -> None:
    untranslated = [
        message.id
        for message in messages(collected)
        if message.fuzzy or not all(texts(message.string))
    ]
    assert untranslated == []


def test_the_catalogue_holds_nothing_that_no_screen_says(
    catalogue: Catalog, collected: Catalog
) -> None:
    assert list(catalogue.obsolete) == []
    said = {key(message) for message in messages(collected)}
    assert [message.id for message in messages(catalogue) if key(message) not in said] == []


def test_translations_keep_every_placeholder(catalogue: Catalog) -> None:
    changed = [
        (message.id, message.string)
        for message in messages(catalogue)
        for source in [texts(message.id)[-1]]
        for translated in texts(message.string)
        if translated
        and sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(translated))
    ]
    assert changed == []


def test_translations_keep_white_space_at_their_ends(catalogue: Catalog) -> None:
    changed = [
        message.id
        for message in messages(catalogue)
        for source in [texts(message.id)[0]]
        for translated in texts(message.string)
        if (source[:1].isspace(), source[-1:].isspace())
        != (translated[:1].isspace(), translated[-1:].isspace())
    ]
    assert changed == []


def test_translations_are_vietnamese_in_composed_letters(catalogue: Catalog) -> None:
    """Decomposed letters look alike and are not found by a search."""
    decomposed = re.compile(r"[\u0300-\u036f]")
    assert [m.id for m in messages(catalogue) if decomposed.search("".join(texts(m.string)))] == []


@pytest.mark.parametrize(
    ("text", "placeholders"),
    [
        ("%(people)s of %(expected)s", ["%(people)s", "%(expected)s"]),
        ("100 %% of %s", ["%s"]),
        ("{name} or {{ name }}", ["{name}"]),
        ("85 % of the target", []),
    ],
)
def test_placeholders_are_told_from_signs(text: str, placeholders: list[str]) -> None:
    assert PLACEHOLDER.findall(text) == placeholders
