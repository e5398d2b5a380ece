"""A form that is sent twice is answered once.

A writer whose connection broke does not know whether the save arrived, and sends it again. That a
version which is no longer in force is never superseded keeps the second from writing; the receipt,
written in the transaction of the first, has it answered as the first was. Nobody sends a form again
after weeks: each save clears away its writer's old receipts.
"""

import hashlib
import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from coverage.models import SaveReceipt, User
from coverage.refusals import Refused

FIELD = "sheet"
KEPT = timedelta(days=30)


def new_sheet() -> str:
    """For a hidden field: no two pages that were opened are the same form."""
    return secrets.token_hex(8)


def key_of(posted: QueryDict) -> str:
    """Stands for the form and everything in it; the token against forgery may change meanwhile."""
    fields = sorted((name, posted.getlist(name)) for name in posted)
    sent = [field for field in fields if field[0] != "csrfmiddlewaretoken"]
    return hashlib.sha256(repr(sent).encode("utf-8", "surrogatepass")).hexdigest()


def saved_once(user: User, posted: QueryDict, save: Callable[[], list[str]]) -> list[str]:
    """What to answer: what `save` says, which is called in a transaction; for a form that was
    saved before, what it was answered then. Raises the Refused of `save`."""
    key = key_of(posted)
    try:
        with transaction.atomic():
            return keep(user, key, save())
    except Refused:
        if said := find(user, key):
            return said
        raise


def keep(user: User, key: str, said: list[str]) -> list[str]:
    """Call it in the transaction of the save: what to answer, which for a form that was saved
    before is what it was answered then."""
    SaveReceipt.objects.filter(user=user, at__lt=timezone.now() - KEPT).delete()
    receipt = SaveReceipt(user=user, key=key, said="\n".join(said))
    SaveReceipt.objects.bulk_create([receipt], ignore_conflicts=True)
    return find(user, key)


def find(user: User, key: str) -> list[str]:
    """What the form was answered; empty if it never was saved."""
    said = SaveReceipt.objects.filter(user=user, key=key).values_list("said", flat=True).first()
    return said.split("\n") if said else []
