"""A plan entered by the product's own writers: acts in any order in which their units are there, a
meeting frozen before each, figures before, between and after."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from cast import make_indicators, make_unit, make_user
from chains.plan import NATION_KEY, PROVINCE, Decision, PlainAct, PlainUnit, Plan
from chains.twin import Ledger
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, Indicator, Role, User
from coverage.units.act import Act, ActLink, OpenedUnit
from coverage.units.acts import record_acts
from coverage.warnings.settling import settled_together
from reporting import being_written, count, make_document, promise, report
from reports.meetings.freezing import freeze
from reports.models import Meeting

INDICATORS = ("BHYT", "BHTN")
UnitMonth = tuple[str, date]


@dataclass
class Frozen:
    """What a meeting saw: `then` by the twin."""

    meeting: Meeting
    then: Ledger


@dataclass
class ChainWorld:
    """`ids` by key of a unit that is recorded; `waiting`: unit-months that nobody entered yet;
    `ledger`: the twin, told all that is entered."""

    plan: Plan
    random: Random
    user: User
    indicators: list[Indicator]
    ids: dict[str, int]
    ledger: Ledger
    waiting: set[UnitMonth]
    to_come: list[Decision]
    meetings: list[Frozen] = field(default_factory=list)

    def unit(self, key: str) -> AdministrativeUnit:
        return AdministrativeUnit.objects.get(pk=self.ids[key])

    def next_decision(self) -> Decision | None:
        """Any of those whose units are all recorded."""
        possible = [each for each in self.to_come if self._can_be_enacted(each)]
        return self.random.choice(possible) if possible else None

    def _can_be_enacted(self, decision: Decision) -> bool:
        """Nor does anything that is recorded by now stay below a unit that it ends."""
        ended = {key for act in decision.acts for key in act.ends}
        below = {key for key, unit in self.ledger.units.items() if unit.above in ended}
        is_empty = below <= ended | self.ledger.last.keys()
        return is_empty and decision.names <= self.ids.keys()

    def meet(self) -> Frozen:
        key = self.random.choice([NATION_KEY, *self._provinces()])
        title = f"Họp {len(self.meetings) + 1}"
        meeting = freeze(self.user, self.unit(key), title, date(2022, 7, 26))
        self.meetings.append(Frozen(meeting, self.ledger.as_it_is()))
        return self.meetings[-1]

    def _provinces(self) -> list[str]:
        return [key for key, unit in self.ledger.units.items() if unit.level == PROVINCE]

    def enact(self, decision: Decision) -> None:
        record_acts(self.user, [self._act(decision, act) for act in decision.acts], "sắp xếp")
        for unit in decision.opens:
            found = AdministrativeUnit.objects.get(
                level=unit.level, code=unit.code, valid_from=decision.works_from
            )
            self.ids[unit.key] = found.pk
        self.to_come.remove(decision)
        self.ledger.record(decision)

    def _act(self, decision: Decision, act: PlainAct) -> Act:
        return Act(
            code=f"{decision.number}/{act.kind}",
            kind=act.kind,
            takes_effect=decision.takes_effect,
            first_month=decision.first_month,
            decision=f"Nghị quyết {decision.number}",
            source="chuỗi thử",
            ends=[self.ids[key] for key in act.ends],
            opens=[self._opened(unit) for unit in act.opens],
            links=[
                ActLink(self.ids[link.old], self.ids.get(link.new, link.new), link.weight)
                for link in act.links
            ],
        )

    def _opened(self, unit: PlainUnit) -> OpenedUnit:
        return OpenedUnit(
            key=unit.key,
            level=unit.level,
            code=unit.code,
            kind=unit.kind,
            name=unit.name,
            full_name=unit.full_name,
            parent=self.ids.get(unit.above, unit.above),
        )

    def enter_figures(self, share: float) -> None:
        """Of the unit-months that can be entered by now: no unit that is still to be opened beside
        them is there in the month."""
        possible = [each for each in sorted(self.waiting) if self._can_be_entered(*each)]
        chosen = [each for each in possible if self.random.random() < share]
        with settled_together():
            for month in sorted({month for _key, month in chosen}):
                self._enter(month, [key for key, each in chosen if each == month])
        self.waiting -= set(chosen)

    def _can_be_entered(self, key: str, month: date) -> bool:
        if key not in self.ids:
            return False
        above = self.ledger.units[key].above
        return not any(
            unit.above == above and decision.works_from <= month
            for decision in self.to_come
            for unit in decision.opens
        )

    def _enter(self, month: date, keys: Iterable[str]) -> None:
        """Most hand in all, some a part, some nothing, and a few leave a draft."""
        drafts: dict[str, dict[str, int]] = {}
        handed_in: dict[str, dict[str, int]] = {}
        for key in keys:
            people = {
                each.code: self.random.randint(100, 9_999)
                for each in self.indicators
                if self.random.random() < 0.93
            }
            is_draft = self.random.random() < 0.05
            (drafts if is_draft else handed_in)[key] = people
            if not is_draft:
                self.ledger.hand_in(key, month, people)
        for is_draft, entered in ((True, drafts), (False, handed_in)):
            if entered:
                self._write(month, entered, is_draft=is_draft)

    def _write(self, month: date, entered: dict[str, dict[str, int]], *, is_draft: bool) -> None:
        units = [AdministrativeUnit(pk=self.ids[key]) for key in entered]
        by_code = {each.code: each.pk for each in self.indicators}
        cells = [
            Cell(self.ids[key], by_code[code], number)
            for key, people in entered.items()
            for code, number in people.items()
        ]
        with being_written(units, month, is_draft=is_draft) as enterer:
            record_figures(enterer, month, cells)

    def correct_some(self, number: int) -> None:
        """Months of units that ended since, too."""
        known = sorted(self.ledger.handed_in)
        with settled_together():
            for key, month in self.random.sample(known, min(number, len(known))):
                indicator = self.random.choice(self.indicators)
                people = self.random.randint(100, 9_999)
                report(self.unit(key), indicator, month, people)
                self.ledger.hand_in(key, month, {indicator.code: people})


def make_chain_world(seed: int) -> ChainWorld:
    """Before the first act; some of the provinces report beside their units in some months."""
    plan = Plan(seed)
    random = Random(f"entered {seed}")
    nation = make_unit(0, "00", "toan_quoc", "Toàn quốc", "Toàn quốc", None)
    made = {NATION_KEY: nation}
    for unit in plan.units:
        said = (unit.level, unit.code, unit.kind, unit.name, unit.full_name)
        made[unit.key] = make_unit(*said, made[unit.above], unit.first)
    indicators = make_indicators()
    world = ChainWorld(
        plan,
        random,
        make_user("an", "Nguyễn Thị An", (nation, Role.APPROVER)),
        [indicators[code] for code in INDICATORS],
        {key: unit.pk for key, unit in made.items()},
        Ledger([PlainUnit(NATION_KEY, 0, "00", "toan_quoc", "Toàn quốc", "", nation.valid_from)]),
        set(),
        list(plan.decisions),
    )
    world.ledger.units |= {unit.key: unit for unit in plan.units}
    world.waiting = _to_report(plan, random)
    for unit in plan.units:
        count(made[unit.key], "population", 2020, random.randint(9_000, 20_000))
    document = make_document(nation, date(2020, 1, 1), "UBND tỉnh")
    promise(document, nation, indicators["BHYT"], 2020, people=60_000)
    return world


def _to_report(plan: Plan, random: Random) -> set[UnitMonth]:
    """Of each month the units that will have been there, as all decisions have it."""
    whole = Ledger(plan.units)
    for decision in plan.decisions:
        whole.record(decision)
    return {
        (key, month)
        for key, unit in whole.units.items()
        for month in plan.months
        if whole.is_there(key, month)
        if random.random() < (0.08 if unit.level == PROVINCE else 0.92)
    }
