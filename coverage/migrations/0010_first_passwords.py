"""Who was given a password by somebody else, and has to choose one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0009_sign_in_brakes"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="must_change_password",
            field=models.BooleanField(default=False, verbose_name="has a password given by others"),
        ),
    ]
