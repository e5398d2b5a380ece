"""A target that takes the place of another says why. Those revised before have no reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("targets", "0005_printed_precision"),)

    operations = (
        migrations.AddField(
            model_name="target",
            name="reason",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=1000,
                verbose_name="why it was revised",
            ),
        ),
    )
