"""What would become of a target in a file, held against what stands and what its writer knew.

As with figures: what the writer never touched does not overwrite what somebody set since, and
where both changed it, a person chooses.
"""

from dataclasses import dataclass, replace

from coverage.workbooks.judging import Verdict, Whose
from targets.entry import TargetValue
from targets.register.typed_text import TypedTarget
from targets.target_import.known import CellKey, Known, Standing


@dataclass(frozen=True, slots=True)
class Judged:
    """`typed` is the target as it would be; `value` what to write, None where nothing is."""

    verdict: Verdict
    typed: TypedTarget
    standing: Standing | None = None
    value: TargetValue | None = None


def choice_name(key: CellKey, standing: Standing) -> str:
    """The field of a choice; it names the version that was shown."""
    return "-".join(str(part) for part in ("c", *key, standing.pk))


def judge(known: Known, key: CellKey, said: TypedTarget, choice: str, *, is_whole: bool) -> Judged:
    """`choice` is what was chosen in the field of `choice_name`, "" where nothing was.

    `is_whole`: the cell says all there is to the target, as in a template. A column of people in a
    sheet of one's own says nothing of the per cent, and a bare number nothing of "at least".
    """
    standing = known.in_force.get(key)
    before = standing.said if standing else TypedTarget()
    typed = said if is_whole else _completed(said, before)
    if typed == before:
        return Judged(Verdict.SAME, typed, standing)
    stood = known.stood(key)
    known_before = stood.said if stood else TypedTarget()
    untouched = (said if is_whole else _completed(said, known_before)) == known_before
    if standing is not None and standing.recorded_at > known.since and choice != Whose.MINE:
        if choice == Whose.THEIRS or untouched:
            return Judged(Verdict.KEPT, typed, standing)
        if standing.by_id != known.user.pk:
            return Judged(Verdict.CONFLICT, typed, standing)
    verdict = Verdict.NEW if before.is_blank else Verdict.CHANGED
    return Judged(verdict, typed, standing, _value(known, key, typed, standing))


def _completed(said: TypedTarget, before: TypedTarget) -> TypedTarget:
    return replace(
        said,
        people=before.people if said.people is None else said.people,
        percent=before.percent if said.percent is None else said.percent,
        qualifier=said.qualifier or before.qualifier,
    )


def _value(
    known: Known, key: CellKey, typed: TypedTarget, standing: Standing | None
) -> TargetValue:
    """A note says what a target is of, and goes with its corrections, but not with its return."""
    return TargetValue(
        known.document.pk,
        *key,
        percent=typed.percent,
        people=typed.people,
        qualifier=typed.qualifier,
        note=standing.note if standing and not standing.said.is_blank else "",
    )
