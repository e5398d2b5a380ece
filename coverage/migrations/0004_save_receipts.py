"""What a save was answered, kept with it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0003_follow_ups")]

    operations = [
        migrations.CreateModel(
            name="SaveReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("said", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt of a save",
                "verbose_name_plural": "receipts of saves",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="save_receipt_one_a_form")
                ],
            },
        ),
    ]
