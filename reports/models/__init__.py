"""What is kept as rows of this app's own: none of it is a figure."""

from reports.models.kept import (
    LONGEST_NOTE,
    LONGEST_TEXT,
    MonthNote,
    ReportLayout,
    ReportText,
    Scenario,
    ScenarioChange,
    TextSection,
)
from reports.models.meetings import (
    LONGEST_CONCLUSION,
    LONGEST_POINT,
    Agenda,
    AgendaItem,
    Conclusion,
    ConclusionState,
    Meeting,
)

__all__ = [
    "LONGEST_CONCLUSION",
    "LONGEST_NOTE",
    "LONGEST_POINT",
    "LONGEST_TEXT",
    "Agenda",
    "AgendaItem",
    "Conclusion",
    "ConclusionState",
    "Meeting",
    "MonthNote",
    "ReportLayout",
    "ReportText",
    "Scenario",
    "ScenarioChange",
    "TextSection",
]
