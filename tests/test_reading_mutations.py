"""Workbooks changed at random come out as a book or a refusal, never as anything else.

MUTATED_FILES=10000 tries that many.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import read_book
from mutated_files import good_files, mutated, outcome

HERE = Path(__file__).resolve().parent
COUNT = int(os.environ.get("MUTATED_FILES", "300"))
WHOLE_WAY = 12
MOST_SECONDS = 2


def test_no_change_makes_the_reader_fail() -> None:
    done = subprocess.run(
        [sys.executable, HERE / "mutated_files.py", "0", str(COUNT)],
        env=os.environ | {"PYTHONPATH": str(HERE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert sum(said["outcomes"].values()) == COUNT
    assert said["slowest"] < MOST_SECONDS
    # The changes must reach all of the reader, and not stop at the archive.
    assert said["outcomes"]["read"] > COUNT / 20
    assert {"damaged", "damaged_cell", "part_missing"} <= said["outcomes"].keys()


@pytest.mark.parametrize("seed", range(WHOLE_WAY))
def test_the_whole_way_through_both_processes_says_the_same(seed: int) -> None:
    content = mutated(seed, good_files())
    try:
        whole_way = "read" if read_book(content, "Báo cáo.xlsx").sheets else ""
    except FileRefused as refusal:
        whole_way = refusal.reason
    assert whole_way == outcome(content)
