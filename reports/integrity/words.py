"""What was looked for and what was found, in words."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coverage.notation.numbers import write_decimal, write_people
from coverage.tables.notations import write_moment
from reports.integrity.result import Result
from reports.integrity.state import looked_at

KINDS: Mapping[str, Promise] = {
    "sum_is_not_what_its_units_have": gettext_lazy(
        "A sum of the pages is not what its units have together"
    ),
    "act_changes_a_total": gettext_lazy("A change of units changes a total"),
    "act_leaves_a_gap": gettext_lazy("A change of units counts a month twice, or not at all"),
    "unit_outside_the_one_above": gettext_lazy("A unit exists while the one above it does not"),
    "history_is_broken": gettext_lazy(
        "A replaced version has no successor, or does not end with it"
    ),
    "figure_outside_its_units_dates": gettext_lazy(
        "A figure is of a month in which its unit did not exist"
    ),
    "figure_written_in_a_closed_month": gettext_lazy(
        "A figure was written while its month was closed"
    ),
    "approval_without_a_submission": gettext_lazy("A month was approved that was not submitted"),
    "month_moved_out_of_order": gettext_lazy(
        "A month moved from one state to one that cannot follow"
    ),
}


def line_text(result: Result) -> str:
    """For every page."""
    when = write_moment(looked_at(result))
    if result.failure:
        return _("The data were not proved at %(when)s: the look could not be finished.") % {
            "when": when
        }
    if result.count:
        return ngettext(
            "Proof of the data at %(when)s: %(count)s point is wrong; administrators see it.",
            "Proof of the data at %(when)s: %(count)s points are wrong; administrators see them.",
            result.count,
        ) % {"when": when, "count": write_people(result.count)}
    return _(
        "Proof of the data at %(when)s: every sum is what its units have, every history is whole."
    ) % {"when": when}


def looked_text(result: Result) -> str:
    """What was looked at, and how long that took."""
    return _(
        "%(values)s values of %(months)s months, %(sums)s sums recounted, in %(seconds)s seconds."
    ) % {
        "values": write_people(result.values),
        "months": write_people(result.months),
        "sums": write_people(result.sums),
        "seconds": write_decimal(Decimal(str(result.seconds)), 1),
    }


def differences_text(result: Result) -> str:
    return _(
        "Of %(compared)s numbers that a unit and all of its units reported, %(differ)s differ."
    ) % {
        "compared": write_people(result.compared),
        "differ": write_people(result.differ),
    }
