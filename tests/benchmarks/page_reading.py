"""A page as a signed-in reader gets it, and the statements it sends, sent again by themselves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import Client

from coverage.models import User

Statement = tuple[str, Any]

# What the overview of the nation is made of, written by hand and as short as it can be: each
# province's people and denominators of each indicator, in the four months that the page compares.
SUMS_OF_THE_NATION = """
SELECT commune.parent_id, figure.indicator_id, figure.period, sum(figure.people), sum(base.people)
FROM coverage_reportedfigure figure
JOIN coverage_administrativeunit commune ON commune.id = figure.unit_id AND commune.level = 3
JOIN coverage_indicator indicator ON indicator.id = figure.indicator_id
LEFT JOIN coverage_denominator base
  ON base.unit_id = commune.id AND base.basis = indicator.basis AND base.superseded_at IS NULL
 AND base.year = extract(year FROM figure.period)
WHERE figure.superseded_at IS NULL AND figure.period = ANY(%s) AND indicator.code = ANY(%s)
GROUP BY commune.parent_id, figure.indicator_id, figure.period
"""


def signed_in_reader(username: str) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username))
    return client


def read(client: Client, address: str) -> int:
    """The page, whole; how many bytes. ValueError where it is not answered with a page."""
    answer = client.get(address)
    if answer.status_code != 200:
        raise ValueError(f"{address}: {answer.status_code}")
    return len(answer.content)


@contextmanager
def recorded_statements() -> Iterator[list[Statement]]:
    """Every statement sent inside, with its parameters."""
    found: list[Statement] = []

    def keep(
        execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any
    ) -> Any:
        found.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(keep):
        yield found


def send(statements: list[Statement]) -> None:
    """The bare statements: rows are fetched and thrown away."""
    with connection.cursor() as cursor:
        for sql, parameters in statements:
            cursor.execute(sql, parameters)
            if cursor.description:
                cursor.fetchall()


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
