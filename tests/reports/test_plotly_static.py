"""Plotly's script and rules of style, taken out of the installed wheel."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from reports.plotly_static import (
    SCRIPT,
    PlotlyFinder,
    UnknownPlotlyError,
    map_style_id,
    package_data,
    rules,
)

SCRIPT_OF_TWO_RULES = (
    """a={"X,X div":'font-family:"Open Sans";margin:0;',Y:"top:50px;"};for(b in a)add(b)"""
)


def installed_script() -> str:
    return (package_data() / SCRIPT).read_text("utf-8")


def test_rules_are_written_as_plotly_would_add_them() -> None:
    assert rules(SCRIPT_OF_TWO_RULES) == (
        ".js-plotly-plot .plotly,.js-plotly-plot .plotly div"
        '{font-family:"Open Sans";margin:0;}\n'
        ".plotly-notifier{top:50px;}\n"
    )


def test_every_rule_of_the_installed_plotly_is_found() -> None:
    written = rules(installed_script())
    source = re.search(r'\{"X,X div":.*?\};for\(', installed_script())
    assert source is not None
    values = re.findall(r""":(?:'[^']*'|"[^"]*")(?=[,}])""", source[0])
    assert len(written.splitlines()) == len(values) > 50
    for part in (".modebar-btn", ".main-svg", "[data-title]:hover:after", ".plotly-notifier p"):
        assert part in written
    assert not re.search(r"[XY][ ,:{]", re.sub(r"\{.*?\}", "", written))


def test_a_plotly_of_another_form_is_an_error_and_not_an_empty_sheet() -> None:
    with pytest.raises(UnknownPlotlyError):
        rules("a={}")


def test_the_id_that_keeps_the_rules_of_maps_away_is_the_scripts() -> None:
    found = map_style_id()
    assert f'if(!document.getElementById("{found}")){{var e=document.createElement("style")' in (
        installed_script()
    )


def test_exactly_the_script_and_the_stylesheet_are_found() -> None:
    finder = PlotlyFinder()
    assert [name for name, _ in finder.list(None)] == ["plotly.min.js", "plotly.css"]
    assert finder.find("plotly/plotly.min.js") == str(package_data() / SCRIPT)
    assert finder.find("plotly/plotly.css", find_all=True) == [
        str(Path(settings.DATA_DIR) / "plotly" / "plotly.css")
    ]
    for other in ("plotly/widgetbundle.js", "plotly.min.js", "plotly/../plotly.css", "plotly/"):
        assert not finder.find(other)


def test_the_finder_is_among_those_of_the_product() -> None:
    found = finders.find("plotly/plotly.css")
    assert found is not None
    assert Path(found).read_text("utf-8") == rules(installed_script())


@pytest.mark.usefixtures("static_files")
def test_both_are_collected_hashed_and_compressed() -> None:
    collected = {path.name for path in (Path(settings.STATIC_ROOT) / "plotly").iterdir()}
    for stem, suffix in (("plotly.min", "js"), ("plotly", "css")):
        pattern = rf"{re.escape(stem)}\.[0-9a-f]{{12}}\.{suffix}(\.br|\.gz)?"
        assert len([name for name in collected if re.fullmatch(pattern, name)]) == 3


def test_no_plotly_is_in_the_tree() -> None:
    assert not list((settings.BASE_DIR / "static").rglob("*plotly*"))
