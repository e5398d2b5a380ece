"""The files of the load command, copied to be spoilt."""

import csv
import shutil
from pathlib import Path

from django.conf import settings

from coverage.reference.fixtures import Fixtures
from coverage.reference.unit_changes import load_acts, load_links
from coverage.reference.upkeep import Loaded


def copied_fixtures(folder: Path) -> Path:
    return Path(shutil.copytree(settings.BASE_DIR / "fixtures", folder / "fixtures"))


def load_changes(fixtures: Fixtures) -> Loaded:
    """The acts, and which unit they turned into which."""
    return load_acts(fixtures) + load_links(fixtures)


def edit(file: Path, where: dict[str, str], **cells: str) -> int:
    """Change cells of the one row that has these others; gives its line."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    (line,) = (at for at, row in enumerate(rows, start=2) if where.items() <= row.items())
    rows[line - 2].update(cells)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return line
