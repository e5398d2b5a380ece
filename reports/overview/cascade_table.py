"""The cascade of targets as a table."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.tables.columns import Beside, Column
from coverage.tables.notations import PEOPLE, Exact
from coverage.tables.table import Table
from reports.figures.blocks import Block
from reports.figures.columns import mark_simulated
from reports.figures.query import Overview
from reports.overview.cascade import Given, Link, PassedOn, cascade
from targets.wording import DIFFERENCE, TARGET, target_value


class CascadeTable(Table):
    name = "cascade"
    heading = gettext_lazy("How the target came down")
    labelled_by = "cascade-heading"
    on_phone = ("unit", "assigner", "target", "difference")

    unit = Column(
        gettext_lazy("Set to"),
        lambda link: _set_to(link.line),
        css="unit",
        is_heading=True,
        origin=lambda link: mark_simulated(_is_simulated(link.line)),
    )
    assigner = Column(
        gettext_lazy("Target set by"),
        lambda link: _assigner(link.line),
        address=lambda link: _address(link.line),
    )
    target = Column(
        gettext_lazy("Target as set"), lambda link: _as_set(link.line), TARGET, css="num"
    )
    people = Column(gettext_lazy("In people"), lambda link: link.line.people, PEOPLE)
    difference = Column(
        gettext_lazy("Against what was set above"),
        lambda link: link.difference,
        DIFFERENCE,
        css="num",
        beside=(Beside(lambda link: _against(link)),),
    )


def cascade_table(overview: Overview, block: Block) -> CascadeTable | None:
    """None where nothing came down."""
    indicator, year = block.whole.indicator.short_name, overview.months.now.year
    heading = _("How the target came down: %(indicator)s %(year)s")
    return CascadeTable.if_any(
        cascade(overview, block), heading=heading % {"indicator": indicator, "year": year}
    )


def _set_to(line: Given | PassedOn) -> str:
    if isinstance(line, Given):
        return line.unit.full_name
    if line.set_to == line.expected:
        return _("All %(count)s units below together") % {"count": line.expected}
    return _("%(count)s of %(all)s units below") % {"count": line.set_to, "all": line.expected}


def _assigner(line: Given | PassedOn) -> str:
    return line.promise.assigner if isinstance(line, Given) else line.assigners.name


def _address(line: Given | PassedOn) -> str:
    if isinstance(line, PassedOn):
        return ""
    return reverse("document", args=[line.promise.document_id])


def _as_set(line: Given | PassedOn) -> Exact:
    return target_value(line.promise.promise) if isinstance(line, Given) else line.people


def _is_simulated(line: Given | PassedOn) -> bool:
    return line.promise.is_simulated if isinstance(line, Given) else line.is_simulated


def _against(link: Link) -> str:
    if link.above is None or link.difference is None:
        return ""
    said = {"assigner": link.above.promise.assigner, "unit": link.above.unit.full_name}
    return _("than %(assigner)s set %(unit)s") % said
