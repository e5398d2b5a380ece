"""The facts: units, indicators, figures, their months, and the people who report them."""

from coverage.models.closings import MonthClosing
from coverage.models.decision_files import DecisionFile
from coverage.models.exports import ExportedVersions, ExportState, FigureExport
from coverage.models.figures import Absence, ReportedFigure, Scope
from coverage.models.follow_ups import FollowUp
from coverage.models.imports import HandedInFile, ImportedFile, ImportMapping
from coverage.models.indicators import (
    Basis,
    Counted,
    Denominator,
    Indicator,
    IndicatorVersion,
    Measure,
)
from coverage.models.installation import Installation
from coverage.models.kept import VersionOfRow
from coverage.models.people import Assignment, AssignmentVersion, Role, User
from coverage.models.receipts import SaveReceipt
from coverage.models.reporting_rules import CountsFrom, ReportingRule, Required
from coverage.models.sign_in import BrakeOn, SignInBrake
from coverage.models.submissions import TRANSITIONS, WRITABLE_STATES, State, Submission
from coverage.models.unit_changes import (
    ChangeKind,
    LinkVersion,
    UnitChange,
    UnitChangeLink,
    UnitChangeVersion,
    UnitVersion,
)
from coverage.models.units import (
    AdministrativeUnit,
    Commune,
    District,
    Kind,
    Level,
    Province,
)
from coverage.models.versioned import (
    ClockTimestamp,
    Origin,
    Precision,
    Qualifier,
    Sourced,
    Versioned,
    VersionedQuerySet,
)
from coverage.models.warnings import ExplainedWarning, StandingWarning
