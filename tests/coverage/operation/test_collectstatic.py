"""Static files: collected and compressed once, again only after a change, nothing superfluous."""

import gzip
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from pytest_django import Settings

STYLE = "body { color: #123456 }\n" * 50


@pytest.fixture
def source(settings: Settings, tmp_path: Path) -> Path:
    source = tmp_path / "source"
    (source / "css").mkdir(parents=True)
    (source / "css" / "app.css").write_text(STYLE)
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "coverage.operation.static_storage.StaticStorage"}
    }
    return source


def collect(**options: Any) -> None:
    call_command("collectstatic", interactive=False, verbosity=0, **options)


def stored_name(name: str) -> str:
    storage: Any = staticfiles_storage
    stored: str = storage.stored_name(name)
    return stored


def collected(settings: Settings) -> set[str]:
    root = Path(settings.STATIC_ROOT)
    return {str(file.relative_to(root)) for file in root.rglob("*.*") if file.is_file()}


def test_a_file_is_kept_under_its_hash_with_two_compressed_twins(
    source: Path, settings: Settings
) -> None:
    collect()
    name = stored_name("css/app.css")
    assert name != "css/app.css"
    assert {name, f"{name}.gz", f"{name}.br"} <= collected(settings)
    assert "css/app.css" not in collected(settings)
    root = Path(settings.STATIC_ROOT)
    assert gzip.decompress((root / f"{name}.gz").read_bytes()) == STYLE.encode()
    assert brotli.decompress((root / f"{name}.br").read_bytes()) == STYLE.encode()


def test_nothing_is_done_again_until_a_file_changes(source: Path, settings: Settings) -> None:
    collect()
    first = Path(settings.STATIC_ROOT, stored_name("css/app.css"))
    first.unlink()
    collect()
    assert not first.exists()
    (source / "css" / "app.css").write_text(STYLE + "p { margin: 0 }")
    collect()
    name = stored_name("css/app.css")
    assert "margin" in Path(settings.STATIC_ROOT, name).read_text()


def test_clear_collects_whatever_happened_before(source: Path, settings: Settings) -> None:
    collect()
    before = collected(settings)
    Path(settings.STATIC_ROOT, stored_name("css/app.css")).unlink()
    collect(clear=True)
    assert collected(settings) == before


def test_the_variants_of_bootstrap_that_no_page_uses_are_left_out(
    source: Path, settings: Settings
) -> None:
    for name in ("bootstrap.min.css", "bootstrap.rtl.min.css", "bootstrap-grid.css"):
        (source / "css" / name).write_text(STYLE)
    collect()
    assert stored_name("css/bootstrap.min.css") in collected(settings)
    assert not any("rtl" in name or "grid" in name for name in collected(settings))


def test_maps_for_debuggers_are_not_compressed(source: Path, settings: Settings) -> None:
    (source / "css" / "app.css.map").write_text(STYLE)
    collect()
    names = [name for name in collected(settings) if ".map" in name]
    assert len(names) == 1
