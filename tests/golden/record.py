"""Writes down all that people see, so that two states of the code can be compared.

    .venv/bin/python tests/golden/record.py BEFORE    on the one state, into a folder that is new
    .venv/bin/python tests/golden/record.py AFTER     on the other
    diff -r BEFORE AFTER                              says nothing where nothing has changed
    diff -r -I ' × [0-9]*$' BEFORE AFTER              without what only counts classes

Pages, workbooks and documents become text files: pages.txt lists what is read, steps.txt what is
done. The database is made anew for each recording and thrown away; no data of the product's own
are read or changed. It takes some minutes.
"""

import sys
from pathlib import Path
from time import perf_counter

from doings import do_all
from readings import read_all
from visitor import Record
from world import World


def main() -> None:
    if len(sys.argv) != 2 or Path(sys.argv[1]).exists():
        sys.exit("Usage: record.py OUT_DIR, a folder that is not there yet")
    started = perf_counter()
    world = World()
    record = Record(Path(sys.argv[1]))
    read_all(record, world)
    do_all(record, world)
    world.close()
    print("Answers other than 200:", *record.unusual, sep="\n  ")
    print(f"{record.files} files in {perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
