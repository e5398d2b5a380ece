"""Workbooks changed at random come out as a book or a refusal, never as anything else.

MUTATED_FILES=10000 tries that many.
"""

import json
import os
import subprocess
import sys

import pytest

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import read_book
from folders import ROOT
from mutated_files import good_files, mutated, outcome

pytestmark = pytest.mark.process
COUNT = int(os.environ.get("MUTATED_FILES", "300"))
WHOLE_WAY = 12
# The slowest took two unchanged files' time.
MOST_UNCHANGED_FILES = 50


def test_no_change_makes_the_reader_fail() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "mutated_files.py", "0", str(COUNT)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert sum(said["outcomes"].values()) == COUNT
    assert said["slowest"] < MOST_UNCHANGED_FILES * said["unchanged"]
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
