"""What stands under the blocks of the report: its legend, and which lines are not judged."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from coverage.notation.periods import write_period
from reports.figures.blocks import Block
from reports.figures.judgement import without_path_text
from reports.figures.season_words import path_legend_text
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.notes import whole_note
from reports.monthly_workbook.report_lines import ReportLine

Blocks = Sequence[tuple[Block, Sequence[ReportLine]]]


def report_notes(content: Content, blocks: Blocks) -> list[str]:
    return [*_nothing_known(content), *_of_wholes(blocks), *_legend(), *_without_path(blocks)]


def _nothing_known(content: Content) -> Iterator[str]:
    """In place of the blocks."""
    overview = content.overview
    if not (overview.cards or overview.flows or overview.without_targets):
        yield _("%(unit)s has no figures and no targets for %(month)s.") % {
            "unit": overview.unit.full_name,
            "month": write_period(overview.months.now),
        }


def _of_wholes(blocks: Blocks) -> Iterator[str]:
    for block, _lines in blocks:
        if text := whole_note(block):
            unit, indicator = block.whole.unit.full_name, block.whole.indicator.label
            yield f"{unit}, {indicator}: {text}."


def _legend() -> list[str]:
    return [
        _("* turned from a target rate into people by the denominator in use, rounded half up."),
        _(
            "✓ reached, ▲ at or above the path to date, ✕ below it (in December: target not"
            " reached), – not judged."
        ),
        path_legend_text(),
        _(
            "A hidden column at the right holds how far the month usually stands from an even"
            " climb, as a share of last December’s figure."
        ),
        _(
            "The rate of the whole is that of all its people on all its denominators. A change is"
            " given where both months count every unit."
        ),
    ]


def _without_path(blocks: Blocks) -> Iterator[str]:
    """Of each block the lines that are not judged for want of a December."""
    for block, lines in blocks:
        if text := without_path_text((line.row, line.standing) for line in lines):
            yield f"{block.whole.indicator.label}: {text}"
