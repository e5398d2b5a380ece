"""What is said around the text of the report: its appendices, as of when it was read, how it was
asked for. Pure."""

from datetime import date, datetime

from coverage.notation.periods import write_date_in_text
from coverage.tables.notations import write_moment_in_text
from reports.figures.unit_switch import UnitSwitch
from reports.filters import Filters, SeenBy
from reports.written_report import sentences as wording
from reports.written_report.report import Appendix
from reports.written_report.words import month_in_words


def appendix_subject(appendix: Appendix, period: date) -> str:
    subjects = {
        Appendix.PARTS: wording.PARTS_APPENDIX,
        Appendix.TASKS: wording.TASKS_APPENDIX,
        Appendix.SOURCES: wording.SOURCES_APPENDIX,
        Appendix.GAPS: wording.GAPS_APPENDIX,
    }
    return subjects[appendix].format(month=month_in_words(period), year=period.year)


def seen_note(moment: datetime, seen_by: SeenBy | None) -> str:
    """As of when the rows were read, and the meeting that saw them so."""
    note = wording.SEEN_NOTE.format(moment=write_moment_in_text(moment))
    if seen_by is None:
        return note
    by = wording.SEEN_BY_NOTE.format(title=seen_by.title, day=write_date_in_text(seen_by.held_on))
    return f"{note} {by}"


def remarks(filters: Filters, switch: UnitSwitch) -> list[str]:
    """What is said over the report of how it was asked for."""
    said = []
    if filters.not_understood:
        said.append(wording.NOT_UNDERSTOOD.format(named=", ".join(filters.not_understood)))
    if filters.drafts:
        said.append(wording.DRAFTS)
    if switch.said:
        said.append(wording.TODAYS_UNITS)
    if switch.said and switch.untraced:
        said.append(wording.UNTRACED.format(count=switch.untraced))
    return said
