"""A percentage kept as it was printed, decimals and all."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import LessThanOrEqual

PRINTED_DECIMALS = 4


class PrintedPercentField(models.DecimalField):
    """80,50 stays 80.50: a numeric without a scale of its own keeps that of each value, where
    numeric(9,4) makes all of them four. `decimal_places` is the most that is taken."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "numeric"


def has_printed_decimals(field: str) -> LessThanOrEqual:
    """For a constraint: the value has no more decimals than are ever printed."""
    scale = models.Func(field, function="scale", output_field=models.IntegerField())
    return LessThanOrEqual(scale, PRINTED_DECIMALS)
