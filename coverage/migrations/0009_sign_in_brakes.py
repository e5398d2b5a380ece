"""What slows whoever tries passwords; takes the place of django-axes, whose tables stay unused."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0008_figure_exports"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInBrake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "counted",
                    models.CharField(
                        choices=[
                            ("all", "everybody"),
                            ("address", "an address"),
                            ("name", "an account, from anywhere"),
                            ("pair", "an account, from one address"),
                            ("device", "an account, on a device it has signed in on"),
                        ],
                        max_length=7,
                        verbose_name="counts the failures of",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="account name")),
                (
                    "place",
                    models.CharField(blank=True, max_length=64, verbose_name="address or device"),
                ),
                ("empty_at", models.DateTimeField(verbose_name="forgotten at")),
                ("closed_until", models.DateTimeField(verbose_name="closed until")),
            ],
            options={
                "verbose_name": "brake at sign-in",
                "verbose_name_plural": "brakes at sign-in",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("counted", "name", "place"), name="sign_in_brake_one_of_each"
                    )
                ],
            },
        ),
    ]
