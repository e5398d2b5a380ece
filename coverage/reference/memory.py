"""Which row of the database came from which row of a file, whatever was edited since.

The load signs what it adds in the log of the administration pages, as any person's addition
would be, and writes there what the file calls the row. So a document whose number an administrator
fills in, or a unit whose first day they correct, is found again and not added twice.
"""

from collections.abc import Mapping, Sequence

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from coverage.models import User
from coverage.reference.accounts import ENTERER

REPR_LENGTH = 200


def ids_by_key(model: type[Model], by_fields: Mapping[str, int]) -> dict[str, int]:
    """The id of every row by its key: as its fields say now, or as signed when it was added."""
    there = set(model._default_manager.values_list("pk", flat=True))
    signed = LogEntry.objects.filter(
        user__username=ENTERER,
        content_type=ContentType.objects.get_for_model(model),
        action_flag=ADDITION,
    )
    remembered = {
        key: int(pk)
        for key, pk in signed.values_list("change_message", "object_id")
        if pk and int(pk) in there
    }
    return {**by_fields, **remembered}


def sign(loader: User, added: Sequence[tuple[str, Model]]) -> None:
    """Remember which row (saved) came of which key."""
    LogEntry.objects.bulk_create(
        (
            LogEntry(
                user=loader,
                content_type=ContentType.objects.get_for_model(row),
                object_id=str(row.pk),
                object_repr=str(row)[:REPR_LENGTH],
                action_flag=ADDITION,
                change_message=key,
            )
            for key, row in added
        ),
        batch_size=1000,
    )


def edited_by_hand(model: type[Model]) -> set[int]:
    """The rows of a table that somebody changed in the administration pages."""
    models = (model, *model.__subclasses__())
    types = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    entries = LogEntry.objects.filter(content_type__in=types.values(), action_flag=CHANGE)
    return {int(pk) for pk in entries.values_list("object_id", flat=True) if pk}
