"""The choice of which units the past is told of, and what is said of it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.figures.tree import Tree
from reports.filters import Filters, UnitsOf


@dataclass(frozen=True, slots=True)
class UnitSwitch:
    """`by`: what was chosen; `is_offered`: whether both differ in a month shown; `untraced`: how
    many of the units of the table have no past, since it is not known what they were formed of."""

    by: UnitsOf = UnitsOf.THEN
    is_offered: bool = False
    untraced: int = 0
    usual: UnitsOf = UnitsOf.THEN

    @property
    def said(self) -> str:
        """What each heading and file says where it is not told as the page usually is; else ""."""
        if not self.is_offered or self.by is self.usual:
            return ""
        return " ".join(each for each in (self._chosen, self.untraced_text) if each)

    @property
    def _chosen(self) -> str:
        if self.by is UnitsOf.THEN:
            return _(
                "By the units of that time: each stands in the months in which it was one; the "
                "whole is the same."
            )
        return _("By today’s units: each has the figures of what is in it today.")

    @property
    def untraced_text(self) -> str:
        if not self.untraced:
            return ""
        return ngettext(
            "Of %(count)s unit of today it is not recorded what it was formed from: it has no past "
            "here.",
            "Of %(count)s units of today it is not recorded what they were formed from: they have "
            "no past here.",
            self.untraced,
        ) % {"count": self.untraced}

    def links(self, filters: Filters) -> list[tuple[str, str, bool]]:
        """Each choice with its address and whether it is the one shown; none where both are one."""
        if not self.is_offered:
            return []
        names = {UnitsOf.TODAY: _("by today’s units"), UnitsOf.THEN: _("by the units of that time")}
        return [
            (name, replace(filters, units=by).as_query() or "?", by is self.by)
            for by, name in names.items()
        ]


USUAL_UNITS = UnitSwitch()
USUAL_OF_TREND = UnitSwitch(by=UnitsOf.TODAY, usual=UnitsOf.TODAY)


def unit_switch(tree: Tree, periods: Iterable[date], usual: UnitsOf = UnitsOf.THEN) -> UnitSwitch:
    """Of a page whose tables of units are of the months."""
    shown: Sequence[date] = list(periods)
    untraced = {unit.pk for period in shown for unit in tree.untraced_in(period)}
    return UnitSwitch(
        by=tree.by,
        is_offered=any(map(tree.differs_in, shown)),
        untraced=len(untraced),
        usual=usual,
    )
