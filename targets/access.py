"""Who may enter documents and their targets: the only place that knows.

Those who approve for the unit a document binds, also at a unit above it. Not those who enter the
figures, so that nobody sets the target their own figures are judged by; and not an administrator,
who corrects what is locked here on the pages of administration. Reading is wider: see
targets.register.query.readable_documents.
"""

from coverage.access import approvable_units
from coverage.models import User
from coverage.models.units import UnitQuerySet
from targets.models import Document


def registrable_units(user: User) -> UnitQuerySet:
    """Units for which the user may register documents and set targets."""
    return approvable_units(user)


def may_change(user: User, document: Document) -> bool:
    """Whether the user may edit the document, set its targets and withdraw it. One statement."""
    return registrable_units(user).filter(pk=document.binds_id).exists()
