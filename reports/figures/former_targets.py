"""The targets that what went into a unit had for the year of the merger, or an earlier one, beside
each other by kind of assigner. Nothing is judged by them: the sum of promises is nobody's promise.
Pure text."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from reports.figures.assigners import Assigners, assigners_of
from reports.figures.standing import Row
from reports.figures.words import plan_text
from targets.in_force import PromiseInForce

Named = Sequence[tuple[str, PromiseInForce]]


def former_targets(row: Row) -> Iterator[tuple[Assigners, Named]]:
    """By kind of assigner the targets with the names of the units that had them."""
    for assigners in assigners_of((promise for _name, promise in row.former_targets), None):
        of_kind = [
            (name, promise)
            for name, promise in row.former_targets
            if promise.assigner_kind == assigners.kind
        ]
        yield assigners, of_kind


def former_target_lines(row: Row) -> Iterator[str]:
    """A line of each kind of assigner; none of a unit into which nothing went by then."""
    for assigners, of_kind in former_targets(row):
        said = [f"{name} {plan_text(promise.promise)}" for name, promise in of_kind]
        line = _("targets for %(year)s of what went in, by %(assigner)s: %(targets)s") % {
            "year": assigners.years[0],
            "assigner": assigners.name,
            "targets": "; ".join(said),
        }
        is_simulated = any(promise.is_simulated for _name, promise in of_kind)
        yield f"{line} ({_('simulated')})" if is_simulated else line
