"""Rows written straight to the database, past forms and writers: sound unless told otherwise."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from cast import JUNE, Cast
from coverage.models import (
    AdministrativeUnit,
    AssignmentVersion,
    BrakeOn,
    ClockTimestamp,
    DecisionFile,
    Denominator,
    ExplainedWarning,
    FigureExport,
    FollowUp,
    ImportedFile,
    ImportMapping,
    Indicator,
    IndicatorVersion,
    LinkVersion,
    MonthClosing,
    ReportedFigure,
    ReportingRule,
    Role,
    SignInBrake,
    StandingWarning,
    Submission,
    UnitChange,
    UnitChangeLink,
    UnitChangeVersion,
    UnitVersion,
    User,
    VersionOfRow,
)
from coverage.version_entry import in_force_of, said_by
from reports.models import (
    Agenda,
    AgendaItem,
    Conclusion,
    Meeting,
    MonthNote,
    ReportText,
    Scenario,
    ScenarioChange,
)
from small_worlds import clock
from targets.models import (
    Assigner,
    AssignerVersion,
    Document,
    DocumentVersion,
    Target,
    TargetFile,
)


def add_brake(**fields: Any) -> SignInBrake:
    now = timezone.now()
    usual = {"counted": BrakeOn.NAME, "empty_at": now, "closed_until": now}
    return SignInBrake.objects.create(**(usual | fields))


def add_export(cast: Cast, **fields: Any) -> FigureExport:
    usual = {"user": cast.an, "unit": cast.tra_vinh, "first": JUNE, "last": JUNE, "language": "vi"}
    return FigureExport.objects.create(**(usual | fields))


def add_figure(cast: Cast, **fields: Any) -> ReportedFigure:
    usual = {
        "unit": cast.cau_ke,
        "indicator": cast.bhyt,
        "period": JUNE,
        "as_of": date(2023, 6, 30),
        "people": 1,
        "recorded_by": cast.an,
    }
    return ReportedFigure.objects.create(**(usual | fields))


def add_denominator(cast: Cast, **fields: Any) -> Denominator:
    usual = {
        "unit": cast.cau_ke,
        "basis": "population",
        "year": 2023,
        "people": 100,
        "recorded_by": cast.an,
    }
    return Denominator.objects.create(**(usual | fields))


def add_submission(cast: Cast, **fields: Any) -> Submission:
    usual = {"unit": cast.tra_cu, "period": JUNE, "state": "open", "recorded_by": cast.giang}
    return Submission.objects.create(**(usual | fields))


SAID: dict[str, Any] = {"rule": "first_zero", "codes": ["BHYT"], "numbers": [0, 1]}


def add_explained_warning(cast: Cast, **fields: Any) -> ExplainedWarning:
    """By a month that is handed in now; one that stands is superseded by it."""
    if "submission" not in fields:
        months = Submission.objects.current().filter(unit=cast.tra_cu, period=JUNE)
        if not months.exists():
            add_submission(cast)
        months.update(superseded_at=ClockTimestamp())
        fields["submission"] = add_submission(cast, state="submitted", note="đã đối chiếu")
    return ExplainedWarning.objects.create(**(SAID | fields))


def add_standing_warning(cast: Cast, **fields: Any) -> StandingWarning:
    return StandingWarning.objects.create(**(SAID | {"unit": cast.tra_cu, "period": JUNE} | fields))


def add_closing(cast: Cast, **fields: Any) -> MonthClosing:
    usual = {"unit": cast.tra_vinh, "period": JUNE, "reason": "mất điện", "recorded_by": cast.giang}
    return MonthClosing.objects.create(**(usual | fields))


def add_report_text(cast: Cast, **fields: Any) -> ReportText:
    usual = {
        "unit": cast.tra_vinh,
        "period": JUNE,
        "section": "causes",
        "text": "Nhiều thẻ hết hạn.",
        "recorded_by": cast.giang,
    }
    return ReportText.objects.create(**(usual | fields))


def add_month_note(cast: Cast, **fields: Any) -> MonthNote:
    usual = {
        "unit": cast.tra_vinh,
        "indicator": cast.bhyt,
        "period": JUNE,
        "text": "Nhiều thẻ hết hạn.",
        "recorded_by": cast.giang,
    }
    return MonthNote.objects.create(**(usual | fields))


@transaction.atomic
def add_meeting(cast: Cast, **fields: Any) -> Meeting:
    usual = {
        "unit": cast.tra_vinh,
        "title": "Họp Ban Chỉ đạo",
        "held_on": JUNE,
        "period": JUNE,
        "moment": clock(),
        "created_by": cast.giang,
    }
    return Meeting.objects.create(**(usual | fields))


def _a_meeting(cast: Cast) -> Meeting:
    """The one there is, or a new one."""
    return Meeting.objects.filter(unit=cast.tra_vinh).first() or add_meeting(cast)


def add_agenda(cast: Cast, **fields: Any) -> Agenda:
    usual = {"recorded_by": cast.giang} | fields
    return Agenda.objects.create(**({"meeting": _a_meeting(cast)} | usual))


def add_agenda_item(cast: Cast, **fields: Any) -> AgendaItem:
    agenda = fields.pop("agenda", None) or add_agenda(cast)
    usual = {"position": 1, "unit": cast.cau_ke, "point": "Hộ gia đình"}
    return AgendaItem.objects.create(agenda=agenda, **(usual | fields))


def add_conclusion(cast: Cast, **fields: Any) -> Conclusion:
    usual = {
        "meeting": _a_meeting(cast),
        "number": 1,
        "text": "Rà soát hộ gia đình chưa tham gia.",
        "unit": cast.cau_ke,
        "due_on": JUNE,
        "state": "done",
        "done_on": JUNE,
        "recorded_by": cast.giang,
    }
    return Conclusion.objects.create(**(usual | fields))


def add_decision_file(cast: Cast, **fields: Any) -> DecisionFile:
    usual = {
        "decision": "nghi quyet 1",
        "file": "2023/nq.pdf",
        "sha256": "0" * 64,
        "why": "sắp xếp",
        "recorded_by": cast.giang,
    }
    return DecisionFile.objects.create(**(usual | fields))


def add_follow_up(cast: Cast, **fields: Any) -> FollowUp:
    usual = {
        "unit": cast.cau_ke,
        "indicator": cast.bhyt,
        "period": JUNE,
        "note": "xem lại",
        "opened_by": cast.an,
    }
    return FollowUp.objects.create(**(usual | fields))


def add_reporting_rule(cast: Cast, **fields: Any) -> ReportingRule:
    usual = {"unit": cast.tra_vinh, "from_month": JUNE, "recorded_by": cast.em}
    return ReportingRule.objects.create(**(usual | fields))


def add_imported_file(cast: Cast, **fields: Any) -> ImportedFile:
    usual = {
        "unit": cast.tra_vinh,
        "period": JUNE,
        "name": "thang-6.xlsx",
        "sha256": "0" * 64,
        "size": 1,
        "path": "imports/00/0.xlsx",
        "since": timezone.now(),
        "uploaded_by": cast.an,
    }
    return ImportedFile.objects.create(**(usual | fields))


def add_target_file(cast: Cast, **fields: Any) -> TargetFile:
    usual = {
        "name": "chi-tieu.xlsx",
        "sha256": "0" * 64,
        "size": 1,
        "path": "imports/00/0.xlsx",
        "since": timezone.now(),
        "uploaded_by": cast.giang,
    }
    return TargetFile.objects.create(**({"document": add_document(cast)} | usual | fields))


def add_import_mapping(cast: Cast, **fields: Any) -> ImportMapping:
    usual = {"user": cast.an, "unit": cast.tra_vinh, "fingerprint": "0" * 64, "layout": {}}
    return ImportMapping.objects.create(**(usual | fields))


def add_assigner(name: str = "UBND tỉnh Trà Vinh", kind: int = 1) -> Assigner:
    return Assigner.objects.create(name=name, kind=kind)


def add_document(cast: Cast, **fields: Any) -> Document:
    usual = {
        "number": "1/KH-UBND",
        "assigner": Assigner.objects.first() or add_assigner(),
        "binds": cast.tra_vinh,
        "title": "Kế hoạch",
        "effective_on": date(2023, 1, 1),
    }
    return Document.objects.create(**(usual | fields))


def add_target(cast: Cast, **fields: Any) -> Target:
    usual = {
        "document": Document.objects.first() or add_document(cast),
        "unit": cast.cau_ke,
        "indicator": cast.bhyt,
        "year": 2023,
        "people": 100,
        "recorded_by": cast.an,
    }
    return Target.objects.create(**(usual | fields))


def add_indicator(**fields: Any) -> Indicator:
    usual = {
        "code": "THU",
        "name": "Thử",
        "name_en": "Trial",
        "short_name": "Thử",
        "measure": "stock",
        "basis": "population",
        "order": 99,
    }
    return Indicator.objects.create(**(usual | fields))


def add_unit(cast: Cast, **fields: Any) -> AdministrativeUnit:
    usual = {
        "level": 2,
        "code": "846",
        "kind": "huyen",
        "name": "Tiểu Cần",
        "full_name": "Huyện Tiểu Cần",
        "parent": cast.tra_vinh,
        "valid_from": date(2008, 8, 1),
    }
    return AdministrativeUnit.objects.create(**(usual | fields))


def add_change(code: str, **fields: Any) -> UnitChange:
    usual = {"takes_effect": JUNE, "kind": "merge", "source": "dàn nhân vật"}
    return UnitChange.objects.create(code=code, **(usual | fields))


def add_link(**fields: Any) -> UnitChangeLink:
    change = UnitChange.objects.first() or add_change("một")
    return UnitChangeLink.objects.create(change=change, **fields)


def add_version(version: type[VersionOfRow], row: Model, **fields: Any) -> VersionOfRow:
    """One more of the row, which says what the one before it says."""
    usual = {"recorded_by": User.objects.first(), "why": "gõ sai"}
    said = said_by(in_force_of(version, row), version)
    return version._default_manager.create(**(said | usual | fields))


def add_unit_version(cast: Cast, **fields: Any) -> VersionOfRow:
    return add_version(UnitVersion, cast.cau_ke, **fields)


def add_change_version(cast: Cast, **fields: Any) -> VersionOfRow:
    act = UnitChange.objects.first() or add_change("một")
    return add_version(UnitChangeVersion, act, **fields)


def add_link_version(cast: Cast, **fields: Any) -> VersionOfRow:
    """A unit established by an act, with one more version of that link."""
    act = UnitChange.objects.first() or add_change("một")
    new = AdministrativeUnit.objects.filter(code="846").first() or add_unit(cast, valid_from=JUNE)
    usual = {"change": act, "new": new, "recorded_by": cast.em, "why": "gõ sai"}
    return LinkVersion.objects.create(**(usual | fields))


def add_indicator_version(cast: Cast, **fields: Any) -> VersionOfRow:
    return add_version(IndicatorVersion, cast.bhyt, **fields)


def add_role_version(cast: Cast, **fields: Any) -> VersionOfRow:
    """One that gives what was ended, or ends what was given."""
    role = {"user": cast.chi, "unit": cast.lai_chau, "role": Role.VIEWER}
    held = cast.chi.assignments.filter(unit=cast.lai_chau).exists()
    usual = {"recorded_by": cast.em, "why": "đổi việc", "holds": not held}
    return AssignmentVersion.objects.create(**(role | usual | fields))


def add_assigner_version(cast: Cast, **fields: Any) -> VersionOfRow:
    return add_version(AssignerVersion, Assigner.objects.first() or add_assigner(), **fields)


def add_document_version(cast: Cast, **fields: Any) -> VersionOfRow:
    return add_version(DocumentVersion, Document.objects.first() or add_document(cast), **fields)


def add_scenario(cast: Cast, **fields: Any) -> Scenario:
    usual = {
        "user": cast.an,
        "unit": cast.tra_vinh,
        "name": "Nếu thêm",
        "indicator": cast.bhyt,
        "period": JUNE,
    }
    return Scenario.objects.create(**(usual | fields))


def add_scenario_change(cast: Cast, **fields: Any) -> ScenarioChange:
    scenario = Scenario.objects.first() or add_scenario(cast)
    usual = {"scenario": scenario, "unit": cast.cau_ke}
    return ScenarioChange.objects.create(**(usual | fields))
