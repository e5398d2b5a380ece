"""The shape of the code: which way imports point, what is pure, how long a module may grow."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from folders import ROOT
from room_arrows import ARROWS

# Facts, judgement, pages: each may import those before it.
APPS = ("coverage", "targets", "reports")
# Beside them, the script that makes the demo; nothing imports it.
# The project package: Django is told there, by name, which apps there are.
NAMES_THE_APPS = {"coverage.settings", "coverage.urls", "coverage.wsgi"}

# Modules and packages that import the standard library and each other, and why each must.
PURE = {
    "coverage.notation": "the same in a page, a script, a loader, a file and a test",
    "coverage.people.waits": "how long a failure costs is tried without a clock",
    "coverage.reference.csv_rows": "a file is read and refused before the database is asked",
    "coverage.indicator_facts": "what a month and a printed report are checked by",
    "coverage.client_address": "what a forged header may claim is tried without a server",
    "coverage.checks": "the same checks serve the grid, an import and a submission",
    **{
        f"coverage.workbooks.reading.{name}": "a process without Django reads the file"
        for name in (
            "answer",
            "archive",
            "events",
            "file_type",
            "limits",
            "number_formats",
            "package",
            "reasons",
            "references",
            "serial_dates",
            "sheet",
            "strings",
            "styles",
            "values",
            "workbook",
            "written_text",
        )
    },
    "reports.report_check.arithmetic": "typed, pasted and stored figures are judged alike",
    "coverage.workbooks.book": "what a reader makes and what looks for figures is handed",
    "coverage.workbooks.layout": "a sheet's columns are tried without a file and a database",
    "coverage.workbooks.matching": "a name is matched the same in a file and in what is pasted",
    "coverage.workbooks.guessing": "as coverage.workbooks.layout",
    "coverage.workbooks.judging": "who overwrites whom is tried with made-up versions",
    "coverage.month_import.guess": "as coverage.workbooks.layout",
    "targets.target_import.guess": "as coverage.workbooks.layout",
    "targets.attainment": "all the arithmetic, tried with printed numbers and by itself",
    "targets.pace": "arithmetic under the same terms",
    "targets.rate_change": "as above",
    "targets.closing": "as above; no smaller set closes the gap",
    "reports.figures.bullets": "where a bar ends is arithmetic, tried with printed numbers",
    "reports.figures.sparklines": "where a month stands in a picture, tried by itself",
    "reports.compared.heat": "which numbers share a colour, tried by itself",
    "targets.forecast": "as above; it is tried against a twin",
    "targets.forecast_span": "as above",
    "targets.what_if": "as above",
    "targets.allocation": "arithmetic under the same terms",
    **{
        f"fixtures.simulation.{name}": "the demo's numbers follow from a seed and nothing else"
        for name in (
            "allocate",
            "communes",
            "districts",
            "draws",
            "flows",
            "mergers",
            "months",
            "outcomes",
            "plans",
            "population",
            "provinces",
            "scenario",
            "series",
            "vinh_long_before",
        )
    },
}
# Figures pass through these as int and Decimal; a float would lose people.
NO_FLOATS = (
    "coverage.notation.numbers",
    "coverage.entry",
    "coverage.checks.rates",
    "coverage.checks.rules",
    "coverage.checks.shifted_rows",
    "coverage.notation.rates",
    "coverage.month_import.cell_values",
    "coverage.workbooks.cell_values",
    "coverage.workbooks.judging",
    "coverage.workbooks.totals",
    "targets.attainment",
    "targets.pace",
    "targets.rate_change",
    "targets.closing",
    "targets.forecast",
    "targets.forecast_span",
    "targets.what_if",
    "targets.allocation",
    "targets.target_import.cell_values",
    "reports.figures.values",
    "reports.figures.standing",
    "reports.figures.estimate",
    "reports.figures.estimate_held",
    "reports.figures.year_to_date",
    "reports.figures.sparklines",
    "reports.compared.heat",
    "reports.compared.rate_changes",
    "reports.figures.year_end",
    "reports.what_if.result",
)
# Shares are fractions there, which may be divided.
ARITHMETIC = "reports.report_check.arithmetic"
ITS_RULES = ("coverage.indicator_facts", "coverage.notation.numbers", "coverage.notation.text")
ITS_CHANCES = ("datetime", "os", "random", "time")
# Of `reports`, only these ask the database: the query and the page of a room, what gathers figures,
# and what the pages keep of their own.
ASKING_NAMES = {"query", "page", "stored_page"}
ASK_THE_DATABASE = (
    "reports.figures.adjusted",
    "reports.figures.adjusted_figures",
    "reports.figures.assigner_here",
    "reports.figures.corrections",
    "reports.figures.flows",
    "reports.figures.parts",
    "reports.figures.provenance",
    "reports.figures.reported",
    "reports.figures.submissions",
    "reports.figures.tree",
    "reports.figures.unit_breaks",
    "reports.written_report.layout_form",
    "reports.written_report.text_entry",
    "reports.written_report.text_page",
    "reports.month_notes.entry",
    "reports.meetings.agenda_entry",
    "reports.meetings.asked_meeting",
    "reports.meetings.conclusion_entry",
    "reports.meetings.freezing",
    "reports.meetings.meetings_of_unit",
    "reports.meetings.month",
    "reports.meetings.said_otherwise",
    "reports.models",
    "reports.overview.gains",
    "reports.page_request",
    "reports.what_if.scenarios",
    "reports.layouts",
    "reports.management",
)

MODULE_LINES, FUNCTION_LINES = 250, 40
WORDS_ALONE = {"reports.written_report.sentences"}  # a book of sentences, without a function


def modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for app in (*APPS, "fixtures")
        for path in sorted((ROOT / app).rglob("*.py"))
    }


MODULES = modules()
OWN_CODE = {name: path for name, path in MODULES.items() if ".migrations" not in name}


# Read when a test asks, not when the file is collected: every worker collects it, one runs it.
@cache
def source_of(name: str) -> str:
    return MODULES[name].read_text()


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(source_of(name), name)


@cache
def nodes_of(name: str) -> list[ast.AST]:
    return list(ast.walk(tree_of(name)))


@cache
def imports_of(name: str) -> frozenset[str]:
    """Everything the module imports, as dotted names; `from a import b` counts as a.b."""
    found: set[str] = set()
    for node in nodes_of(name):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by dots"
            found |= {f"{node.module}.{each.name}" for each in node.names}
    return frozenset(found)


def is_within(name: str, packages: object) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in packages)  # type: ignore[attr-defined]


def is_pure(name: str) -> bool:
    return is_within(name, PURE)


def texts_of(name: str) -> Iterator[str]:
    for node in nodes_of(name):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_there_is_something_to_look_at() -> None:
    assert len(OWN_CODE) > 50
    missing = {each for each in (*PURE, *NO_FLOATS) if each not in MODULES}
    assert not missing


@pytest.mark.parametrize(("earlier", "later"), [*pairwise(APPS), ("coverage", "reports")])
def test_imports_point_one_way(earlier: str, later: str) -> None:
    wrong = {
        name: sorted(each for each in imports_of(name) if is_within(each, [later]))
        for name in MODULES
        if is_within(name, [earlier])
    }
    assert {name: found for name, found in wrong.items() if found} == {}


def test_only_the_project_package_names_the_apps_above_it() -> None:
    named = {
        name
        for name in OWN_CODE
        if is_within(name, ["coverage"]) and name not in NAMES_THE_APPS
        for text in texts_of(name)
        if re.fullmatch(r"(targets|reports)(\.\w+)*", text)
    }
    assert named == set()


@pytest.mark.parametrize("name", [name for name in MODULES if is_pure(name)])
def test_pure_modules_import_the_standard_library_and_each_other(name: str) -> None:
    foreign = {
        each
        for each in imports_of(name)
        if each.partition(".")[0] not in sys.stdlib_module_names and not is_pure(each)
    }
    assert foreign == set()


def test_pure_modules_have_no_clock_and_no_chance() -> None:
    """The same input gives the same output, today and tomorrow."""
    clocks = {"now", "today", "utcnow", "time", "monotonic", "getenv", "environ"}
    told = {
        (name, node.attr)
        for name in MODULES
        if is_pure(name)
        for node in nodes_of(name)
        if isinstance(node, ast.Attribute) and node.attr in clocks
    }
    assert told == set()
    chance = {name for name in MODULES if is_pure(name) and "random" in imports_of(name)}
    assert chance == set()


@pytest.mark.parametrize("name", NO_FLOATS)
def test_no_figure_is_ever_a_float(name: str) -> None:
    floats = [
        node.lineno
        for node in nodes_of(name)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))
    ]
    assert floats == []


def modules_of_the_arithmetic() -> list[str]:
    return [name for name in MODULES if is_within(name, [ARITHMETIC])]


@pytest.mark.parametrize("name", modules_of_the_arithmetic())
def test_the_arithmetic_of_a_printed_report_imports_only_how_vietnam_writes(name: str) -> None:
    foreign = {
        each
        for each in imports_of(name)
        if not is_within(each, [ARITHMETIC, *ITS_RULES])
        and (each.partition(".")[0] not in sys.stdlib_module_names or is_within(each, ITS_CHANCES))
    }
    assert foreign == set()


@pytest.mark.parametrize("name", modules_of_the_arithmetic())
def test_the_arithmetic_of_a_printed_report_holds_no_float(name: str) -> None:
    floats = [
        node.lineno
        for node in nodes_of(name)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "float")
    ]
    assert floats == []


def test_whatever_renders_is_handed_values_and_asks_no_database() -> None:
    asking = {
        name
        for name in OWN_CODE
        if is_within(name, ["reports"])
        and name.rpartition(".")[2] not in ASKING_NAMES
        and not is_within(name, ASK_THE_DATABASE)
        for node in nodes_of(name)
        if (isinstance(node, ast.Attribute) and node.attr == "objects")
        or (isinstance(node, ast.ImportFrom) and str(node.module).startswith("django.db"))
    }
    assert asking == set()


def reached_from(name: str) -> set[str]:
    """The modules that a module imports, and those that they import in turn."""
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            named = {part for each in imports_of(here) for part in (each, each.rpartition(".")[0])}
            ahead += named & MODULES.keys()
    return reached


def test_no_path_leads_from_what_was_supposed_to_a_figure() -> None:
    """Whoever touches a scenario reaches no writer of figures, and no other page touches one."""
    scenarios = ("reports.what_if", "reports.models.Scenario", "reports.models.ScenarioChange")
    touching = {
        name for name in OWN_CODE if any(is_within(each, scenarios) for each in imports_of(name))
    }
    assert {name for name in touching if not is_within(name, ["reports.what_if"])} == {
        "reports.urls"
    }
    writers = {
        "coverage.entry",
        "targets.entry",
        "coverage.month_import",
        "coverage.reference.accounts",
    }
    for name in touching:
        assert {each for each in reached_from(name) if is_within(each, writers)} == set(), name
    assert "coverage.entry" in reached_from("coverage.month.grid_page"), "a path would be seen"


# Rooms: a folder of an app, or a file at its root.


def room_of(name: str) -> str:
    return ".".join(name.split(".")[:2])


def test_the_tests_of_a_room_lie_in_the_folder_of_its_name() -> None:
    rooms = {*APPS, *map(room_of, OWN_CODE)}
    folders = {
        ".".join(path.relative_to(ROOT / "tests").parent.parts)
        for app in APPS
        for path in (ROOT / "tests" / app).rglob("test_*.py")
    }
    assert folders - rooms == set()


def named_module(name: str) -> str:
    """The module that a dotted name is in: "coverage.models.Unit" is in coverage.models."""
    while name and name not in OWN_CODE:
        name = name.rpartition(".")[0]
    return name


def drawn_arrows() -> dict[str, set[str]]:
    """By room, the rooms that its modules import or name as a dotted text."""
    arrows: dict[str, set[str]] = {}
    for name in OWN_CODE:
        texts = {text for text in texts_of(name) if re.fullmatch(r"[a-z]+(\.\w+)+", text)}
        for module in map(named_module, imports_of(name) | texts - {"coverage.settings"}):
            if module and module not in APPS and room_of(module) != room_of(name):
                arrows.setdefault(room_of(name), set()).add(room_of(module))
    return arrows


def test_rooms_import_what_the_list_of_arrows_says_and_nothing_else() -> None:
    assert drawn_arrows() == {room: set(named.split()) for room, named in ARROWS.items()}


def test_the_map_of_the_rooms_names_each_of_them() -> None:
    drawn = (ROOT / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`([\w/]+)`", drawn))
    for app in APPS:
        rooms = {room_of(name) for name in OWN_CODE if name.startswith(f"{app}.")}
        known = {each.rpartition("/")[2] for each in named}
        assert {room for room in rooms if room.partition(".")[2] not in known} == set()


def test_no_two_rooms_reach_each_other() -> None:
    arrows = drawn_arrows()

    def reached(room: str) -> set[str]:
        found: set[str] = set()
        ahead = [room]
        while ahead:
            new = arrows.get(ahead.pop(), set()) - found
            found |= new
            ahead += new
        return found

    beyond = {room: reached(room) for room in arrows}
    circular = {
        (room, other) for room in arrows for other in arrows[room] if room in beyond.get(other, ())
    }
    assert circular == set()


def test_every_import_stands_at_the_top_of_its_module() -> None:
    local = {
        (name, node.lineno)
        for name in MODULES
        for node in nodes_of(name)
        if isinstance(node, ast.Import | ast.ImportFrom) and node not in tree_of(name).body
    }
    assert local == set()


def test_nothing_is_imported_by_a_star() -> None:
    assert {name for name in MODULES if any(each.endswith(".*") for each in imports_of(name))} == (
        set()
    )


def test_no_signals_no_generic_keys_and_no_logic_in_save() -> None:
    forbidden = (
        "django.dispatch",
        "django.db.models.signals",
        "django.contrib.contenttypes.fields",
    )
    importing = {
        name for name in OWN_CODE for each in imports_of(name) if is_within(each, forbidden)
    }
    assert importing == set()
    saving = {
        name
        for name in OWN_CODE
        for node in nodes_of(name)
        if isinstance(node, ast.FunctionDef) and node.name == "save"
    }
    assert saving == set()


def test_a_module_has_a_name_that_says_what_it_does() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "common", "base"}
    assert {name for name in MODULES if name.rpartition(".")[2] in vague} == set()


def test_modules_and_functions_stay_short() -> None:
    long = {
        name: lines
        for name in OWN_CODE
        if (lines := source_of(name).count("\n")) > MODULE_LINES and name not in WORDS_ALONE
    }
    assert long == {}
    functions = {
        f"{name}.{node.name}": lines
        for name in OWN_CODE
        for node in nodes_of(name)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }
    assert functions == {}


def test_a_book_of_sentences_holds_nothing_else() -> None:
    for name in WORDS_ALONE & MODULES.keys():
        kinds = {type(node) for node in tree_of(name).body}
        assert kinds <= {ast.Expr, ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom}


# Templates and static files


def files(folder: str, *endings: str) -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text()
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in endings
    }


TEMPLATES = files("templates", ".html", ".txt", ".xml")
STATIC = files("static", ".css", ".js", ".svg")
# Names of XML vocabularies, which nobody calls.
VOCABULARIES = ("http://www.w3.org/",)


def test_there_are_templates_and_static_files() -> None:
    assert len(TEMPLATES) > 20
    assert len(STATIC) > 3


def test_no_page_script_or_style_names_another_host() -> None:
    address = re.compile(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+[^\s\"')]*")
    named = {
        (name, found)
        for name, text in (TEMPLATES | STATIC).items()
        for found in address.findall(re.sub(r"(?m)^\s*//.*$", "", text))
        if not found.startswith(VOCABULARIES)
    }
    assert named == set()


INLINE = {
    "style attribute": r"<[^>]*\sstyle\s*=",
    "style element": r"<style\b",
    "event attribute": r"<[^>]*\son[a-z]+\s*=",
    "inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "script address": r"javascript:",
}


@pytest.mark.parametrize("what", INLINE)
def test_templates_hold_no_inline_script_or_style(what: str) -> None:
    """The content security policy would refuse it; json_script makes its own element."""
    assert [name for name, text in TEMPLATES.items() if re.search(INLINE[what], text)] == []


def test_scripts_evaluate_no_text_and_write_no_markup() -> None:
    risky = re.compile(
        r"\beval\(|new Function|document\.write|\.innerHTML|\.outerHTML|setAttribute\(\"style"
    )
    scripts = {name: text for name, text in STATIC.items() if name.endswith(".js")}
    assert [name for name, text in scripts.items() if risky.search(text)] == []


def test_no_library_is_committed_minified() -> None:
    for name, text in STATIC.items():
        assert ".min." not in name
        assert max(map(len, text.splitlines()), default=0) < 500, name
        assert "sourceMappingURL" not in text, name


def test_a_template_marks_nothing_as_safe() -> None:
    """Whatever a user wrote is escaped; the one exception is Django's own help text of a field."""
    safe = {
        name for name, text in TEMPLATES.items() if re.search(r"\|\s*safe\b|autoescape off", text)
    }
    assert safe <= {"templates/_field.html"}
