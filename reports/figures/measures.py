"""What of an indicator a chart or a table shows, and what it counts: in words. Pure text."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coverage.models import Basis, Counted, Indicator, Measure
from reports.figures.terms import Terms


def measure_text(indicator: Indicator, shown: Terms) -> str:
    """What the chart counts: people, events, or per cent of whom."""
    if shown is Terms.PEOPLE:
        if indicator.counted == Counted.EVENTS:
            return pgettext("after a number", "events")
        return pgettext("after a number", "people")
    return _("%% of %(basis)s") % {"basis": Basis(indicator.basis).label}


def measure_name(indicator: Indicator, shown: Terms) -> str:
    """The name of the line itself."""
    if shown is Terms.RATE:
        return _("Coverage rate")
    return _("Participants") if indicator.measure == Measure.STOCK else _("Counted since January")
