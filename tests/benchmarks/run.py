"""What takes how long: python tests/benchmarks/run.py pages|workbook|export|backup [--help]

Runs on the embedded PostgreSQL unless DATABASE_URL names another, in databases of its own. A time
is printed beside another of the same run; alone it says little, machines differ.
"""

import os
import sys
from importlib import import_module
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
NAMES = ("pages", "workbook", "export", "backup")


def main() -> None:
    name, *options = sys.argv[1:] or [""]
    if name not in NAMES:
        sys.exit(__doc__)
    if not os.environ.get("DATABASE_URL"):
        embedded = import_module("coverage.operation.postgres.embedded")
        data_dir = Path(os.environ.get("DATA_DIR") or ROOT / ".data")
        os.environ["DATABASE_URL"] = embedded.start(data_dir)
    os.environ["DJANGO_SETTINGS_MODULE"] = "coverage.settings"
    django.setup()
    command = import_module(f"benchmark_{name}").Command()
    command.run_from_argv([sys.argv[0], name, *options])


if __name__ == "__main__":
    main()
