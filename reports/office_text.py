"""What an office types itself to be read beside the figures: who may, and how it is kept."""

from django.utils.translation import gettext as _

from coverage.access import draftable_units
from coverage.models import AdministrativeUnit, User
from coverage.notation.text import nfc
from coverage.refusals import Refused


class TextCannotBe(Refused):
    """Too long, or with a sign that no document holds."""


def may_write_texts(user: User, unit: AdministrativeUnit) -> bool:
    return draftable_units(user).filter(pk=unit.pk).exists()


def as_written(text: str) -> str:
    """As it is kept: in NFC, lines ended alike, nothing after the last one."""
    return "\n".join(line.rstrip() for line in nfc(text).splitlines()).strip("\n")


def checked_text(typed: str, longest: int) -> str:
    """As it is kept. Raises TextCannotBe."""
    text = as_written(typed)
    if any(ord(sign) < ord(" ") and sign not in "\n\t" for sign in text):
        raise TextCannotBe(_("The text holds a control character: type it again."))
    if len(text) > longest:
        said = _("The text is too long: at most %(longest)s characters.")
        raise TextCannotBe(said % {"longest": longest})
    return text
