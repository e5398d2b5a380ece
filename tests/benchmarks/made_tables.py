"""A table of units, written by our tag and by a plain Django template."""

from datetime import date, datetime
from decimal import Decimal

from django.template import Context, Engine

from coverage.models import AdministrativeUnit, Basis, Indicator, Level, Measure, Origin
from coverage.notation.periods import last_day
from coverage.tables.markup import body_html
from reports.figures.assigners import Assigners
from reports.figures.held import make_row
from reports.figures.standing import Months, Row, months_around
from reports.figures.tables import PartsTable
from reports.figures.values import OwnFigure, RateBase, Value, own_value
from targets.attainment import Promise
from targets.in_force import PromiseInForce

PERIOD = date(2023, 6, 1)
ASSIGNER = 1
# The columns that a plain template writes as easily as our tag does.
COLUMNS = (
    "unit",
    "people",
    "base",
    "rate",
    "attainment",
    "remaining",
    "month",
    "year",
    "december",
    "light",
)
ENGINE = Engine(
    libraries={"reports": "reports.templatetags.reports", "plain_filters": "plain_filters"}
)
PLAIN = """{% load reports plain_filters %}{% for line in lines %}<tr>
<th scope="row" class="unit">
<a href="{% url 'overview' line.row.unit.pk %}">{{ line.row.unit.full_name }}</a></th>
<td class="num">{{ line.row.value|people_text }}</td>
<td class="num">{{ line.row.value.base.people|people }}</td>
<td class="num">{{ line.row.value.rate|number }}</td>
<td class="num">{{ line.standing.assessment.attainment|number }}</td>
<td class="num">{{ line.standing.assessment.remaining|remaining_text }}</td>
<td class="num">{{ line.row.month.people.difference|change }}</td>
<td class="num">{{ line.row.year.people.difference|change }}</td>
<td class="num">{{ line.row.december.people.difference|change }}</td>
<td class="light">{{ line.standing.light|light_text }}</td>
</tr>{% endfor %}"""


def made_up_table(rows: int) -> PartsTable:
    """So many units' lines of one indicator, each with figures, changes and a target."""
    indicator = Indicator(
        pk=1, code="BHYT", name="BHYT", measure=Measure.STOCK, basis=Basis.POPULATION
    )
    months = months_around(PERIOD)
    lines = [_row(number, indicator, months) for number in range(1, rows + 1)]
    table = PartsTable(lines, lines[0], Assigners(1, "UBND tỉnh", ASSIGNER))
    for name in table.columns.names():
        if name not in COLUMNS:
            table.columns.hide(name)
    return table


def written_by_our_tag(table: PartsTable) -> str:
    return body_html(table)


def written_by_template(table: PartsTable) -> str:
    return ENGINE.from_string(PLAIN).render(Context({"lines": table.data}))


def _row(number: int, indicator: Indicator, months: Months) -> Row:
    unit = AdministrativeUnit(
        pk=number, level=Level.COMMUNE, name=f"Số {number}", full_name=f"Xã Số {number}"
    )
    values = {month: _value(number, month) for month in months.all()}
    return make_row(unit, indicator, months, values, [_promise(number)], is_part=True)


def _value(number: int, month: date) -> Value:
    return own_value(
        OwnFigure(
            figure_id=number,
            people=1000 + number * 7 + month.month + 12 * (month.year - 2020),
            people_precision="exact",
            people_qualifier="",
            rate=None,
            rate_precision="exact",
            rate_qualifier="",
            absence="",
            as_of=last_day(month),
            scope="",
            origin=Origin.REPORTED,
            source="",
            note="",
            recorded_at=datetime(2023, 7, 1),  # noqa: DTZ001 - nothing in the table reads it
            recorded_by="",
        ),
        RateBase(people=2000 + number * 9, year=month.year, simulated=False),
    )


def _promise(number: int) -> PromiseInForce:
    return PromiseInForce(
        target_id=number,
        unit_id=number,
        indicator_id=1,
        year=PERIOD.year,
        promise=Promise(people=None, percent=Decimal(95)),
        note="",
        reason="",
        recorded_at=datetime(2023, 1, 1),  # noqa: DTZ001 - as above
        document_id=1,
        document_number="01",
        document_title="",
        effective_on=date(2023, 1, 1),
        assigner_id=ASSIGNER,
        assigner="",
        assigner_kind=1,
        origin=Origin.REPORTED,
    )
