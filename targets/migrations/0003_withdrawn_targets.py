"""A target that is taken back is a version of its own, which names a person and a time."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = (("targets", "0002_rules"),)

    operations = (
        migrations.RemoveConstraint(model_name="target", name="target_has_a_value"),
        migrations.AddField(
            model_name="target",
            name="is_withdrawn",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="withdrawn"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=Q(percent__isnull=False, is_withdrawn=False)
                | Q(people__isnull=False, is_withdrawn=False)
                | Q(percent__isnull=True, people__isnull=True, is_withdrawn=True),
                name="target_has_a_value",
                violation_error_message="Give the target in per cent, in people, or both.",
            ),
        ),
    )
