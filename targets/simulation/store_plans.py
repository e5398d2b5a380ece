"""Writing a simulated province's denominators, and its plans as documents with targets."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from coverage.denominators import DenominatorValue, record_denominators
from coverage.models import Denominator, Origin, Precision
from targets.entry import TargetValue, record_targets
from targets.models import Assigner, AssignerKind, Document
from targets.simulation.demo import Demo
from targets.simulation.plans import Targets, adjusted, of_basis, planned
from targets.simulation.population import Denominators
from targets.simulation.scenario import BASES, PLANNED, Adjustment, CouncilPlan

NOT_A_REAL_DOCUMENT = "Văn bản mô phỏng để chạy thử phần mềm; không có thật."
TAKEN_OVER = "Chỉ tiêu của đơn vị trước khi đổi tên."


def write_denominators(demo: Demo, people: Denominators) -> None:
    """The denominators of every unit and year, where none is there yet."""
    known = set(
        Denominator.objects.current()
        .filter(unit__in=demo.units)
        .values_list("unit_id", "basis", "year")
    )
    values = [
        DenominatorValue(
            unit_id=unit.pk,
            basis=basis,
            year=year,
            people=people[unit.code, year, basis],
            precision=Precision.EXACT,
            origin=Origin.SIMULATED,
            note="",
            source=demo.source,
        )
        for year in demo.scenario.years
        for unit in demo.units_in(year)
        for basis in BASES
    ]
    record_denominators(demo.enterer, [value for value in values if value.key not in known])


def write_plans(demo: Demo, people: Denominators) -> None:
    """Each year's plan, its amendments, and what the People's Council set."""
    plans: dict[int, tuple[Document, Targets]] = {}
    values: list[TargetValue] = []
    for year in demo.scenario.years:
        document = _plan_document(demo, year)
        plans[year] = document, planned(demo.scenario, demo.seed, people, year)
        values += _values(demo, document, year, plans[year][1])
    for adjustment in demo.scenario.adjustments:
        amended, targets = plans[adjustment.year]
        document = _adjustment_document(demo, adjustment, amended)
        values += _values(demo, document, adjustment.year, adjusted(targets, adjustment))
    for council in demo.scenario.council:
        values += _council_values(demo, council, people)
    record_targets(demo.enterer, values)


def _values(demo: Demo, document: Document, year: int, targets: Targets) -> Iterator[TargetValue]:
    """The targets of each unit, and where the plan names the province, their sum for it."""
    for unit in demo.units_in(year):
        taken_over = TAKEN_OVER if unit.valid_from > document.effective_on else ""
        for indicator in PLANNED:
            if (target := targets.get((unit.code, indicator))) is not None:
                yield _value(demo, document, unit.pk, indicator, year, target, note=taken_over)
    if demo.scenario.plans_name_the_province:
        for indicator in PLANNED:
            parts = [people for (_, of), people in targets.items() if of == indicator]
            if parts:
                yield _value(demo, document, demo.province.pk, indicator, year, sum(parts))


def _council_values(
    demo: Demo, council: CouncilPlan, people: Denominators
) -> Iterator[TargetValue]:
    document = _document(
        demo,
        f"HĐND {demo.scenario.name}",
        AssignerKind.PEOPLES_COUNCIL,
        "Nghị quyết mô phỏng về chỉ tiêu bao phủ BHXH, BHYT "
        f"năm {council.year} {demo.scenario.name}",
        date(council.year, 1, 1),
    )
    for indicator, share in council.shares.items():
        target = of_basis(demo.scenario, people, council.year, indicator, share)
        yield _value(
            demo,
            document,
            demo.province.pk,
            indicator,
            council.year,
            target,
            percent=Decimal(share) / 100,
        )


def _value(
    demo: Demo,
    document: Document,
    unit_id: int,
    indicator: str,
    year: int,
    people: int,
    *,
    percent: Decimal | None = None,
    note: str = "",
) -> TargetValue:
    return TargetValue(
        document_id=document.pk,
        unit_id=unit_id,
        indicator_id=demo.indicators[indicator],
        year=year,
        percent=percent,
        people=people,
        note=note,
    )


def _plan_document(demo: Demo, year: int) -> Document:
    return _committee_document(
        demo,
        f"Kế hoạch mô phỏng giao chỉ tiêu bao phủ BHXH, BHYT năm {year} {demo.scenario.name}",
        max(date(year, 1, 1), demo.province.valid_from),
    )


def _adjustment_document(demo: Demo, adjustment: Adjustment, amended: Document) -> Document:
    return _committee_document(
        demo,
        "Kế hoạch mô phỏng điều chỉnh chỉ tiêu bao phủ BHXH, BHYT "
        f"năm {adjustment.year} {demo.scenario.name}",
        adjustment.effective_on,
        adjusts=amended,
    )


def _committee_document(
    demo: Demo, title: str, effective_on: date, adjusts: Document | None = None
) -> Document:
    return _document(
        demo,
        f"UBND {demo.scenario.name}",
        AssignerKind.PEOPLES_COMMITTEE,
        title,
        effective_on,
        adjusts,
    )


def _document(
    demo: Demo,
    assigner_name: str,
    kind: AssignerKind,
    title: str,
    effective_on: date,
    adjusts: Document | None = None,
) -> Document:
    """The document of that title, made if it is not there. No number and no day of issue: those
    belong to real documents."""
    assigner, _ = Assigner.objects.get_or_create(name=assigner_name, defaults={"kind": kind})
    document, _ = Document.objects.get_or_create(
        number="",
        assigner=assigner,
        binds=demo.province,
        title=title,
        defaults={
            "effective_on": effective_on,
            "adjusts": adjusts,
            "origin": Origin.SIMULATED,
            "source": demo.source,
            "note": NOT_A_REAL_DOCUMENT,
        },
    )
    return document
