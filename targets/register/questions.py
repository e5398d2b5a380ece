"""What is asked about a target that is far from all that is known, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coverage.notation.numbers import write_people
from coverage.notation.periods import write_period
from targets.attainment import Promise
from targets.in_force import PromiseInForce
from targets.register.doubts import Doubt, doubt_of
from targets.register.references import Actual, CellKey, References
from targets.wording import SaysATarget, target_text


@dataclass(frozen=True, slots=True)
class TargetQuestion:
    """`said` names what the target is far from; `meant` is the same a hundredfold, or None."""

    said: str
    meant: Promise | None


def questions(
    targets: Mapping[CellKey, Promise],
    replaced: Mapping[CellKey, Promise],
    known: References,
    bases: Mapping[CellKey, int],
) -> dict[CellKey, TargetQuestion]:
    """Of the targets to write, those that must be confirmed. `replaced` has the versions of the
    same document in whose place they would stand, `bases` the denominators in use."""
    found = {}
    for key, target in targets.items():
        before, actual = known.before.get(key), known.actual.get(key)
        others = [replaced[key]] if key in replaced else []
        others += [before.promise] if before is not None else []
        others += [Promise(people=actual.people)] if actual is not None else []
        doubt = doubt_of(target, others, bases.get(key))
        if doubt is not None:
            said = " ".join(_sentences(doubt, replaced.get(key), before, actual))
            found[key] = TargetQuestion(said, doubt.meant)
    return found


def _sentences(
    doubt: Doubt,
    replaced: Promise | None,
    before: PromiseInForce | None,
    actual: Actual | None,
) -> Iterator[str]:
    if doubt.people is not None:
        yield _("This is about %(people)s people.") % {"people": write_people(doubt.people)}
    if replaced is not None:
        yield _("Until now this document said %(target)s.") % {"target": promise_text(replaced)}
    if before is not None:
        yield _("The target before was %(target)s (%(assigner)s, %(document)s, %(year)s).") % {
            "target": target_text(before.promise),
            "assigner": before.assigner,
            "document": before.document,
            "year": before.year,
        }
    if actual is not None:
        yield _("Reached in %(month)s: %(people)s people.") % {
            "month": write_period(actual.period),
            "people": write_people(actual.people),
        }


def promise_text(said: SaysATarget) -> str:
    """With the word for people, where it is in people alone."""
    text = target_text(said)
    is_people = said.people is not None and said.percent is None
    return f"{text} {pgettext('after a number', 'people')}" if is_people else text
