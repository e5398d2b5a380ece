"""The targets that what went into a unit had for the year of the merger, beside each other by kind
of assigner. Nothing is judged by them: the sum of promises is nobody's promise. Pure text."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.figures.assigners import assigners_of
from reports.figures.standing import Row
from reports.figures.words import plan_text


def former_target_lines(row: Row) -> Iterator[str]:
    """A line of each kind of assigner; none of a unit into which nothing went this year."""
    for assigners in assigners_of((promise for _name, promise in row.former_targets), None):
        said = [
            f"{name} {plan_text(promise.promise)}"
            for name, promise in row.former_targets
            if promise.assigner_kind == assigners.kind
        ]
        yield _("targets for %(year)s of what went in, by %(assigner)s: %(targets)s") % {
            "year": assigners.years[0],
            "assigner": assigners.name,
            "targets": "; ".join(said),
        }
