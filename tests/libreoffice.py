"""LibreOffice as the second opinion on a workbook: every formula calculated anew.

A test takes ``recalculated`` and has the mark ``libreoffice``.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

PROGRAM = shutil.which("soffice")
NOT_RUN = "LibreOffice did NOT recalculate: soffice is missing (libreoffice-calc-nogui)."
CACHED_VALUE = re.compile(rb"(</f>)<v>[^<]*</v>")

Recalculated = Callable[[Mapping[str, bytes]], dict[str, Workbook]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = [item for item in items if item.get_closest_marker("libreoffice")]
    if PROGRAM is not None or not wanted:
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(NOT_RUN)
    config.hook.pytest_deselected(items=wanted)
    items[:] = [item for item in items if item not in wanted]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if PROGRAM is None:
        terminalreporter.section("LibreOffice", yellow=True)
        terminalreporter.line(NOT_RUN)


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's own settings: the first start makes them, the others are quicker."""
    return tmp_path_factory.mktemp("libreoffice") / "profile"


@pytest.fixture
def recalculated(tmp_path: Path, profile: Path) -> Recalculated:
    """Name -> file in, name -> workbook of calculated values out; one start for all of them."""

    def recalculate(files: Mapping[str, bytes]) -> dict[str, Workbook]:
        before, after = tmp_path / "before", tmp_path / "after"
        before.mkdir(exist_ok=True)
        for name, content in files.items():
            (before / f"{name}.xlsx").write_bytes(without_cached_values(content))
        command = [str(PROGRAM), f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--headless", "--convert-to", "xlsx", "--outdir", str(after)]
        sources = [str(before / f"{name}.xlsx") for name in files]
        subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
        return {name: load_workbook(after / f"{name}.xlsx", data_only=True) for name in files}

    return recalculate


def without_cached_values(content: bytes) -> bytes:
    """The workbook with every formula's value taken out, so that none can merely be repeated."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = CACHED_VALUE.sub(rb"\1", part)
            new.writestr(name, part)
    return stream.getvalue()
