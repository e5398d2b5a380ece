"""The calculation is pure: no Django, no database, no clock, no float."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from folders import ROOT

FOLDER = ROOT / "reports" / "report_check" / "arithmetic"
MODULES = sorted(FOLDER.glob("*.py"))
ALLOWED = {"coverage.indicator_facts", "coverage.notation.numbers", "coverage.notation.text"}
IMPURE = {"datetime", "os", "random", "time"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_the_standard_library_and_the_pure_core(path: Path) -> None:
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        package = name.partition(".")[0]
        assert (
            name in ALLOWED
            or name.startswith("reports.report_check.arithmetic.")
            or (package in sys.stdlib_module_names and package not in IMPURE)
        ), name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_holds_no_float(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        called = node.func if isinstance(node, ast.Call) else None
        assert not (isinstance(called, ast.Name) and called.id == "float")
