"""Passwords that a neighbour would guess: of names of places, of the office and of oneself."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, User
from coverage.notation.text import search_key

# What such offices write on everything, without marks and blanks.
OFFICE_WORDS = (
    "baohiemxahoi",
    "baohiemyte",
    "baohiem",
    "bhxh",
    "bhyt",
    "bhtn",
    "baophu",
    "xahoi",
    "matkhau",
    "password",
    "vietnam",
    "quantri",
    "admin",
    "nhaplieu",
    "pheduyet",
    "ubnd",
    "hdnd",
)
# Shorter ones stand in any text by chance.
SHORTEST_PLACE, SHORTEST_OWN_NAME = 4, 3
# A word or two of one's own beside them makes a password.
LETTERS_OF_ONES_OWN = 6


class NoNamesAlone:
    """Refuses what is made of names, words of the office, numbers and signs, and little else."""

    def validate(self, password: str, user: User | None = None) -> None:
        letters = re.sub("[^a-z]", "", search_key(password))
        rest = letters
        for word in sorted(_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != letters and len(rest) < LETTERS_OF_ONES_OWN:
            raise ValidationError(
                _(
                    "This password is made of a place, “bhxh”, “bảo hiểm” or your own name with "
                    "numbers: others guess that first. Take several words that have nothing to do "
                    "with it."
                ),
                code="names_alone",
            )

    def get_help_text(self) -> str:
        return _(
            "Names of places and persons, “bhxh” and “bảo hiểm” with numbers are not enough: take "
            "several words that have nothing to do with your work."
        )


def _words(user: User | None) -> set[str]:
    names = AdministrativeUnit.objects.values_list("name", flat=True).distinct().order_by()
    places = {search_key(name).replace(" ", "") for name in names}
    found = {place for place in places if len(place) >= SHORTEST_PLACE}
    return found | set(OFFICE_WORDS) | (set(_own_names(user)) if user else set())


def _own_names(user: User) -> Iterable[str]:
    """Each name whole and its longer syllables: "nguyenthian", "nguyen", "thi"."""
    for name in (user.username, user.get_full_name(), user.email.partition("@")[0]):
        syllables = re.sub("[^a-z ]", "", search_key(name)).split()
        for word in ("".join(syllables), *syllables):
            if len(word) >= SHORTEST_OWN_NAME:
                yield word
