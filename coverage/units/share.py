"""The share of a unit's people that goes to another, as it is typed and written."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coverage.notation.numbers import NumberError, read_people, read_percent, rounded
from coverage.notation.printed import write_printed
from coverage.number_fields import explain

# As many as a link keeps.
DECIMALS = 8


def write_share(share: Decimal) -> str:
    """In per cent, every decimal: 0.375 is "37,5 %"."""
    return f"{write_printed((share * 100).normalize())} %"


def is_a_part(share: Decimal) -> bool:
    return 0 < share < 1


class PartField(forms.CharField):
    """A part of a whole, in per cent ("37,5") or as a fraction of people ("1.250/8.400"); the
    value is the share, 1 being all."""

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value))
        try:
            share = _fraction(text) if "/" in text else read_percent(text)
        except NumberError as error:
            raise ValidationError(explain(error), code="number") from error
        if share is None:
            return None
        if "/" not in text:
            share /= 100
        share = Decimal(rounded(share, DECIMALS))
        if not is_a_part(share):
            raise ValidationError(
                _("A part is more than nothing and less than all: above 0 %, below 100 %.")
            )
        return share


def _fraction(text: str) -> Decimal:
    """Raises NumberError, ValidationError."""
    above, _line, below = text.partition("/")
    part, whole = read_people(above), read_people(below)
    if part is None or not whole:
        raise ValidationError(_("Write a fraction as 1.250/8.400: the part, then the whole."))
    return Decimal(part) / whole
