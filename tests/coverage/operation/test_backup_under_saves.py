"""A backup made while a clerk saves holds whole saves, and comes back alike in newer code too.

SAVED_CELLS=19926 in the environment saves as many cells as the release was checked with; `-s`
prints how long the backup took.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from cast import JUNE, Cast, build_unit, make_cast
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ReportedFigure
from coverage.month.workflow import open_months
from coverage.operation.backup.archive import Manifest
from coverage.operation.backup.checksums import differing, held_by_tables
from coverage.operation.backup.restoring import restore_backup
from coverage.operation.backup.server import of_settings
from coverage.operation.backup.storing import store_backup
from databases import copy_database, drop_database, own_name_of, using_database
from folders import ROOT
from raw_rows import add_indicator

pytestmark = pytest.mark.process

INDICATORS, UNITS_A_SAVE = 6, 9
CELLS = int(os.environ.get("SAVED_CELLS", "2160"))
# What a restore writes by itself: which migrations the newer code added, and whose install it is.
OF_THE_RESTORE = {"django_migrations", "coverage_installation"}
NEWER_SETTINGS = """
from coverage.settings import *
MIGRATION_MODULES = {"coverage": "newer_migrations"}
"""
HARMLESS = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("coverage", "%s")]
    operations = [migrations.RunSQL("alter table coverage_indicator add harmless int default 7")]
"""


@pytest.fixture
def office(transactional_db: None, tmp_path: Path, settings: Any) -> Cast:
    """A clerk whose communes have a month open, and folders of their own."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "documents"
    settings.BACKUP_DIR = tmp_path / "backups"
    cast = make_cast()
    cast.indicators["THU"] = add_indicator()
    AdministrativeUnit.objects.bulk_create(
        build_unit(3, f"{number}", "xa", f"Xã {number}", f"Xã {number}", cast.cau_ke)
        for number in range(10_000, 10_000 + CELLS // INDICATORS)
    )
    open_months(cast.giang, communes(), JUNE)
    return cast


def communes() -> list[int]:
    rows = AdministrativeUnit.objects.filter(level=3).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def blocks(cast: Cast) -> list[list[Cell]]:
    """Six cells of each of some communes at a time."""
    units, indicators = communes(), [each.pk for each in cast.indicators.values()]
    return [
        [Cell(unit, indicator, people=unit + 7) for unit in some for indicator in indicators]
        for start in range(0, len(units), UNITS_A_SAVE)
        if (some := units[start : start + UNITS_A_SAVE])
    ]


@contextmanager
def saving(cast: Cast) -> Iterator[list[int]]:
    """The clerk saves on inside, half being saved; how many cells each acknowledged block had."""
    to_save, half_way = blocks(cast), threading.Event()
    acknowledged: list[int] = []

    def work() -> None:
        for cells in to_save:
            record_figures(cast.an, JUNE, cells)
            acknowledged.append(len(cells))
            if len(acknowledged) > len(to_save) // 2:
                half_way.set()
        connection.close()

    clerk = threading.Thread(target=work, daemon=True)
    clerk.start()
    assert half_way.wait(300)
    try:
        yield acknowledged
    finally:
        clerk.join(300)


@contextmanager
def new_database() -> Iterator[str]:
    name = own_name_of("restored")
    copy_database("template1", name)
    try:
        yield name
    finally:
        drop_database(name)


def wrong_tables(manifest: Manifest) -> list[str]:
    """Those of the database in use that differ from what the backup recorded."""
    recorded = {name: held for name, held in manifest.tables.items() if name not in OF_THE_RESTORE}
    with of_settings().connect() as server:
        columns = {name: held.columns for name, held in recorded.items()}
        return differing(recorded, held_by_tables(server, columns))


def newer_code(folder: Path) -> dict[str, str]:
    """The environment of a product with one migration more."""
    modules = folder / "newer"
    shutil.copytree(ROOT / "coverage" / "migrations", modules / "newer_migrations")
    last = max(path.stem for path in (modules / "newer_migrations").glob("0*.py"))
    (modules / "newer_migrations" / "9000_harmless.py").write_text(HARMLESS % last)
    (modules / "newer_settings.py").write_text(NEWER_SETTINGS)
    return {"PYTHONPATH": str(modules), "DJANGO_SETTINGS_MODULE": "newer_settings"}


def restore_by_newer_code(path: Path, database: str, folder: Path) -> None:
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    own = {"DATABASE_URL": url, "DATA_DIR": str(folder / "newer-data")}
    subprocess.run(
        [sys.executable, "manage.py", "restore", path],
        cwd=ROOT,
        env=os.environ | newer_code(folder) | own,
        check=True,
        timeout=300,
    )


def test_a_backup_under_saves_holds_whole_saves_and_comes_back_alike_twice(
    office: Cast, tmp_path: Path
) -> None:
    with saving(office) as acknowledged:
        before, begun = len(acknowledged), time.monotonic()
        stored = store_backup(is_tried=False)
        took, after = time.monotonic() - begun, len(acknowledged)
    path, manifest = stored.path, stored.manifest
    with new_database() as name, using_database(name):
        restore_backup(of_settings(), tmp_path / "restored", path)
        assert wrong_tables(manifest) == []
        cells = Counter(ReportedFigure.objects.values_list("unit_id", flat=True))
        assert set(cells.values()) == {len(office.indicators)}
        assert len(cells) % UNITS_A_SAVE == 0 or sum(cells.values()) == sum(acknowledged)
        assert sum(acknowledged[:before]) <= sum(cells.values()) <= sum(acknowledged[: after + 1])
    with new_database() as name:
        restore_by_newer_code(path, name, tmp_path)
        with using_database(name):
            assert wrong_tables(manifest) == []
            with connection.cursor() as cursor:
                cursor.execute("select distinct harmless from coverage_indicator")
                assert cursor.fetchall() == [(7,)]
    print(
        f"{sum(acknowledged)} cells saved, {sum(cells.values())} of them in the backup, begun after"
        f" {sum(acknowledged[:before])}, {took:.1f} s"
    )
