"""The appendix: for each indicator the table of the units below, and its chart. Pure."""

from coverage.notation.numbers import write_people
from coverage.notation.periods import write_period
from coverage.tables.notations import Notation
from reports.figures.assigners import Assigners, Of
from reports.figures.blocks import Block
from reports.figures.comparison import Comparison
from reports.figures.marks import row_marks
from reports.figures.notations import attained_in, people_in, rate_in_row
from reports.figures.standing import OwnPromise, Row, Standing
from reports.figures.words import incomplete_text, rate_units
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.earlier import both_months_sources, earlier_months, past_notes
from reports.written_report.facts import Facts
from reports.written_report.notations import REMAINING, SHORT
from reports.written_report.part_sources import parts_sources, parts_target_source
from reports.written_report.reckoned import reckoned_notes, reckoned_people
from reports.written_report.report import Bar, Cells, Chart, PartsBlock
from reports.written_report.results import Cited, cited_now, cited_then
from reports.written_report.sources import target_source
from reports.written_report.text import Source
from targets.attainment import Quantity

MOST_BARS = 30
# The places of the columns whose cells are written each in its own way.
PEOPLE, RATE, ATTAINED, LEFT = 2, 4, 6, 7


Value = Quantity | str | None


def parts_block(facts: Facts, block: Block) -> PartsBlock:
    indicator, rows = block.whole.indicator, [*block.parts, block.whole]
    return PartsBlock(
        title=wording.TABLE_TITLE.format(indicator=indicator.name),
        columns=_columns(block),
        notes=_notes(facts, block),
        rows=[_cells(block, row, place) for place, row in enumerate(block.parts, start=1)],
        whole=_cells(block, block.whole, None),
        sources=_sources(facts, block),
        chart=_chart(facts, block),
        is_simulated=any(row.shows_simulated for row in rows),
    )


def _columns(block: Block) -> list[str]:
    """With the year of the targets where it is not that of the report."""
    named = {wording.LEFT_COLUMN: wording.SHORT_COLUMN} if block.is_over else {}
    if block.chosen is not None and not block.is_judged:
        is_later = block.chosen.of is Of.LATER
        named[wording.TARGET_COLUMN] = (
            wording.MILESTONE_COLUMN if is_later else wording.LAST_TARGET_COLUMN
        )
        named[wording.ATTAINED_COLUMN] = (
            wording.OF_MILESTONE_COLUMN if is_later else wording.LAST_ATTAINED_COLUMN
        )
    years = ", ".join(map(str, block.chosen.years)) if block.chosen else ""
    return [named.get(each, each).format(years=years) for each in wording.PARTS_COLUMNS]


def _cells(block: Block, row: Row, place: int | None) -> Cells:
    value, promised, standing = row.value, block.shown(row), block.headline(row)
    name = words.whole(row.unit) if row is block.whole else row.unit.full_name
    name = name[:1].upper() + name[1:]
    lacking = incomplete_text(value, wording.LACKING_BELOW)
    base = value.base.people if value.base else None
    attainment = promised.assessment.attainment if promised else None
    written = {
        PEOPLE: people_in(value, wording.PRINTED),
        RATE: rate_in_row(row, [promised] if promised else (), wording.PRINTED),
        ATTAINED: attained_in(attainment),
        LEFT: SHORT if standing and standing.is_over else REMAINING,
    }
    rate = written[RATE].text(value.rate)
    if value.people is None:
        rate = words.signed(rate, row) or ""
    if of_units := rate_units(value, wording.LACKING_BELOW):
        rate += f" ({of_units})"
    cells: list[tuple[str, Value]] = [
        ("" if place is None else str(place), place),
        (f"{name} ({lacking})", f"{name} ({lacking})") if lacking else (name, name),
        _people(row),
        (wording.NOTHING if base is None else write_people(base), base),
        (f"{wording.BELOW_SIGN} {rate}" if row.is_below_average else rate, value.rate),
        _planned(promised),
        (written[ATTAINED].text(attainment), attainment),
        _remaining(standing, written[LEFT]),
        *(
            (_change(row, each), each.people.difference)
            for each in (row.month, row.year, row.december)
        ),
    ]
    return Cells(
        texts=[text for text, _value in cells],
        values=[value for _text, value in cells],
        notations=written,
        is_simulated=_is_simulated(block, row),
    )


def _people(row: Row) -> tuple[str, Value]:
    """The number as it was reported, else in words why there is none."""
    value = row.value
    if value.reckoned is not None:
        return reckoned_people(value.reckoned), value.reckoned.people
    if value.people is None:
        return words.absence(value), words.absence(value)
    return words.signed(words.people(value), row) or "", value.people


def _planned(promised: OwnPromise | None) -> tuple[str, Value]:
    if promised is None:
        return wording.NOTHING, None
    said, promise = words.planned(promised.promise), promised.promise.promise
    if promise.people is not None and promise.percent is not None:
        return said, said
    return said, promise.percent if promise.people is None else promise.people


def _is_simulated(block: Block, row: Row) -> bool:
    promised = block.shown(row)
    promise = promised is not None and promised.promise.is_simulated
    return row.value.simulated or promise


def _remaining(standing: Standing | None, written: Notation) -> tuple[str, Value]:
    remaining = standing.assessment.remaining if standing else None
    return written.text(remaining), remaining


def _change(row: Row, comparison: Comparison) -> str:
    """In words: a fall has no minus. Starred where a figure that is not simulated is compared with
    one that is: the line itself then has no mark."""
    difference = comparison.people.difference
    if difference is None:
        return wording.NOTHING
    star = wording.STAR if _is_starred(row, comparison) else ""
    if difference == 0:
        return f"0{star}"
    return f"{words.direction(difference)} {write_people(abs(difference))}{star}"


def _is_starred(row: Row, comparison: Comparison) -> bool:
    is_known = comparison.people.difference is not None
    return is_known and comparison.is_simulated and not row.value.simulated


def _notes(facts: Facts, block: Block) -> str:
    """Whose targets the lines are measured by (the whole may have its own assigner's), and what
    the signs mean."""
    notes, chosen, of_whole = [], block.chosen, block.shown(block.whole)
    if chosen is not None and any(map(block.shown, block.parts)):
        notes.append(_whose_targets(facts, block, chosen))
    if of_whole and (not notes or not _is_of_kind(of_whole, chosen)):
        assigner = of_whole.promise.assigner
        whole = words.whole(facts.unit)
        notes.append(wording.WHOLE_TARGET.format(whole=whole, assigner=assigner))
    compared = [
        (row, comparison)
        for row in (*block.parts, block.whole)
        for comparison in (row.month, row.year, row.december)
    ]
    notes += past_notes(block.whole)
    if block.below_average:
        notes.append(wording.BELOW_NOTE)
    rows = [*block.parts, block.whole]
    if any(row_marks(row) for row in rows if row.value.reckoned is None):
        notes.append(wording.STATE_NOTE)
    notes += reckoned_notes(rows)
    if any(_is_starred(row, comparison) for row, comparison in compared):
        notes.append(wording.STAR_NOTE)
    return " ".join(notes)


def _whose_targets(facts: Facts, block: Block, chosen: Assigners) -> str:
    template, years = wording.TABLE_TARGETS, ""
    if not block.is_judged:
        is_later = chosen.of is Of.LATER
        template = wording.TABLE_MILESTONES if is_later else wording.TABLE_LAST_TARGETS
        years = ", ".join(map(str, chosen.years))
    return template.format(assigner=chosen.name, year=facts.period.year, years=years)


def _is_of_kind(promised: OwnPromise, chosen: Assigners | None) -> bool:
    return chosen is not None and promised.promise.assigner_kind == chosen.kind


def _sources(facts: Facts, block: Block) -> tuple[Source, ...]:
    indicator, whole = block.whole.indicator, block.whole
    found = list(parts_sources(facts.unit, indicator, facts.period, block.parts))
    of_parts = [each for row in block.parts if (each := block.shown(row))]
    if of_parts:
        found.append(parts_target_source(facts.unit, indicator, of_parts))
    found += _months_cited(facts, block)
    if promised := block.shown(whole):
        found.append(target_source(facts, indicator, promised))
    return tuple(dict.fromkeys(found))


def _months_cited(facts: Facts, block: Block) -> list[Source]:
    """The whole in the month and in the months it is compared with, of the units that have both
    where these are not the same."""
    found = _cited(cited_now(facts, block.whole))
    for month in earlier_months(facts.months):
        if month.comparison(block.whole).is_of_other_units:
            found += both_months_sources(facts, block.whole, month)
        else:
            found += _cited(cited_then(facts, block.whole, month))
    return found


def _cited(found: Cited) -> list[Source]:
    return [found.figure, *found.rate] if found.value.has_figure else []


def _chart(facts: Facts, block: Block) -> Chart | None:
    rated = sorted(block.rated_parts, key=lambda pair: pair[1])
    if len(rated) < 2:
        return None
    shown = rated[:MOST_BARS]
    expected = len(block.expected_parts)
    template = wording.CHART_TITLE if len(shown) == len(rated) else wording.CHART_OF_LOWEST
    if len(rated) < expected:
        template += wording.CHART_OF_KNOWN
    return Chart(
        title=template.format(
            indicator=block.whole.indicator.name,
            month=write_period(facts.period),
            count=len(shown),
            rated=len(rated),
            expected=expected,
        ),
        bars=[
            Bar(row.unit.full_name, rate, rate_in_row(row, words=wording.PRINTED).text(rate))
            for row, rate in shown
        ],
        average=block.whole.value.whole_rate,
        is_simulated=any(row.value.simulated for row, _rate in shown),
    )
