"""A brake for each session that asks for the old password; the words of what it is known by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0013_month_closings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="signinbrake",
            name="counted",
            field=models.CharField(
                choices=[
                    ("all", "everybody"),
                    ("address", "an address"),
                    ("name", "an account, from anywhere"),
                    ("pair", "an account, from one address"),
                    ("device", "an account, on a device it has signed in on"),
                    ("session", "an account, asked for the old password in one session"),
                ],
                max_length=7,
                verbose_name="counts the failures of",
            ),
        ),
        migrations.AlterField(
            model_name="signinbrake",
            name="place",
            field=models.CharField(
                blank=True, max_length=64, verbose_name="address, device or session"
            ),
        ),
    ]
