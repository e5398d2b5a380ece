"""Plotly's script and its rules of style, taken out of the installed wheel: never committed.

Plotly writes its rules into <style> elements of its own, which a strict content security policy
forbids. It leaves that where an element of a certain id stands in the page: for the charts' rules a
stylesheet, here made of the same rules; for those of its maps, which are not used, any element.
"""

import os
import re
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PREFIX = "plotly"
SCRIPT = "plotly.min.js"
STYLE = "plotly.css"

_RULES = re.compile(r'\{("X,X div":.*?)\};for\(')
_RULE = re.compile(r"""(?:"([^"\\]*)"|\b(Y)):(?:'([^'\\]*)'|"([^"\\]*)")""")
_MAP_STYLE_ID = re.compile(r'document\.getElementById\("([0-9a-f]{64})"\)')


class UnknownPlotlyError(Exception):
    """The installed plotly keeps its rules in another form than this module knows."""


def package_data() -> Path:
    """The folder of the installed wheel that holds the script; plotly itself is not imported."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise UnknownPlotlyError("plotly is not installed")
    return Path(spec.origin).parent / "package_data"


def rules(script: str) -> str:
    """The stylesheet that the script would write by itself."""
    found = _RULES.search(script)
    if found is None:
        raise UnknownPlotlyError("no rules of style in plotly's script")
    lines = []
    for selector, notifier, single, double in _RULE.findall(found[1]):
        named = (selector or notifier).replace("X", ".js-plotly-plot .plotly")
        lines.append(f"{named.replace('Y', '.plotly-notifier')}{{{single or double}}}")
    return "\n".join(lines) + "\n"


@cache
def map_style_id() -> str:
    """The id of an element in whose presence plotly adds no rules for maps."""
    found = _MAP_STYLE_ID.search((package_data() / SCRIPT).read_text("utf-8"))
    if found is None:
        raise UnknownPlotlyError("no id of the maps' style in plotly's script")
    return found[1]


class PlotlyFinder(BaseFinder):
    """Finds exactly plotly/plotly.min.js and plotly/plotly.css."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = []
        if path.startswith(f"{PREFIX}/"):
            found = [
                storage.path(name)
                for name, storage in self.list(None)
                if path == f"{PREFIX}/{name}"
            ]
        if find_all:
            return found
        return found[0] if found else None

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        yield SCRIPT, _storage(package_data())
        yield STYLE, _storage(_written_style().parent)


def _storage(folder: Path) -> FileSystemStorage:
    storage = FileSystemStorage(location=folder)
    storage.prefix = PREFIX  # type: ignore[attr-defined]  # where collectstatic puts its files
    return storage


@cache
def _written_style() -> Path:
    """The stylesheet as a file, dated like the script: it is collected again only with that."""
    script = package_data() / SCRIPT
    wanted = rules(script.read_text("utf-8"))
    path = Path(settings.DATA_DIR) / PREFIX / STYLE
    if path.exists() and path.read_text("utf-8") == wanted:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{STYLE}.{os.getpid()}.{threading.get_ident()}")
    unfinished.write_text(wanted, "utf-8")
    written_at = script.stat().st_mtime_ns
    os.utime(unfinished, ns=(written_at, written_at))
    unfinished.replace(path)
    return path
