"""Head and foot of the report as Nghị định 30/2020/NĐ-CP lays an official document out."""

from django.utils.translation import gettext as _

from coverage.notation.periods import write_period
from coverage.tables.looks import WARNING_COLOUR, Look
from coverage.tables.notations import TEXT_FORMAT
from coverage.tables.paper import lines_needed
from coverage.tables.written_book import WrittenSheet
from reports.figures.cut_offs import cut_off_text
from reports.figures.page_heads import state_line
from reports.monthly_workbook.content import Content

TITLE_ROWS = 6
HEIGHTS = (18, 18, 18, 26, 18, 18)
LEFT_COLUMNS = 7
# So many capital letters of the issuing body stand on one line.
CAPITALS_A_LINE = 54
# So many letters of what is said under the title.
LETTERS_A_LINE = 150

OFFICE = Look(TEXT_FORMAT, size=12, align="center", wrap=True)
OFFICE_IN_BOLD = Look(TEXT_FORMAT, size=12, bold=True, align="center", wrap=True)
MOTTO = Look(TEXT_FORMAT, size=13, bold=True, underline=True, align="center")
PLACE = Look(TEXT_FORMAT, size=12, italic=True, align="center")
TITLE = Look(TEXT_FORMAT, size=14, bold=True, align="center")
SUBTITLE = Look(TEXT_FORMAT, size=12, align="center", wrap=True)
MARK = Look(TEXT_FORMAT, bold=True, colour=WARNING_COLOUR)
MEASURED_IN = Look(TEXT_FORMAT, italic=True, align="right")


def write_title_block(sheet: WrittenSheet, content: Content, last_column: int) -> dict[int, float]:
    """Issuing body and national motto, number, place and date, title. Gives the heights of its
    rows, 0 to TITLE_ROWS - 1."""
    layout, month = content.layout, content.overview.months.now
    left, right = LEFT_COLUMNS - 1, LEFT_COLUMNS
    sheet.put_across(0, 0, left, layout.superior_body, OFFICE)
    sheet.put_across(0, right, last_column, _("SOCIALIST REPUBLIC OF VIET NAM"), OFFICE_IN_BOLD)
    sheet.put_across(1, 0, left, layout.issuing_body, OFFICE_IN_BOLD)
    sheet.put_across(1, right, last_column, _("Independence - Freedom - Happiness"), MOTTO)
    sheet.put_across(2, 0, left, _("No.: ........ /%(symbol)s") % {"symbol": layout.symbol}, OFFICE)
    place = _("%(place)s, day ..... month ..... year .........") % {"place": layout.place}
    sheet.put_across(2, right, last_column, place, PLACE)
    title = _("REPORT ON SOCIAL, HEALTH AND UNEMPLOYMENT INSURANCE COVERAGE, MONTH %(month)s")
    sheet.put_across(3, 0, last_column, title % {"month": write_period(month)}, TITLE)
    under_title = "\n".join([_subtitle(content), *content.remarks])
    sheet.put_across(4, 0, last_column, under_title, SUBTITLE)
    mark = ""
    if content.overview.is_simulated:
        mark = _("SIMULATED FIGURES: made up for demonstration, nobody’s report.")
    sheet.put_across(5, 0, last_column - 4, mark, MARK)
    sheet.put_across(5, last_column - 3, last_column, _("Unit: people, %"), MEASURED_IN)
    heights: dict[int, float] = dict(enumerate(HEIGHTS))
    heights[1] = HEIGHTS[1] * lines_needed([(layout.issuing_body, CAPITALS_A_LINE)])
    heights[4] = HEIGHTS[4] * lines_needed([(under_title, LETTERS_A_LINE)])
    return heights


def _subtitle(content: Content) -> str:
    overview = content.overview
    cut_off = cut_off_text(overview.rows, has_counts=overview.has_counts)
    said = (overview.unit.full_name, cut_off, state_line(overview))
    return " · ".join(each for each in said if each)


def write_signatures(sheet: WrittenSheet, content: Content, row: int, last_column: int) -> int:
    """Who drew up the table, who signs for the committee. Gives the last row it takes."""
    layout = content.layout
    left, right = LEFT_COLUMNS - 1, last_column - LEFT_COLUMNS + 1
    sheet.put_across(row, 0, left, _("DRAWN UP BY"), OFFICE_IN_BOLD)
    sheet.put_across(row + 1, 0, left, _("(Signature, full name)"), PLACE)
    sheet.put_across(row, right, last_column, layout.signing_authority, OFFICE_IN_BOLD)
    sheet.put_across(row + 1, right, last_column, layout.signer_title, OFFICE_IN_BOLD)
    sheet.put_across(
        row + 2, right, last_column, _("(Signature, full name, position and seal)"), PLACE
    )
    sheet.put_across(row + 7, right, last_column, layout.signer_name, OFFICE_IN_BOLD)
    return row + 7
