from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0016_warnings_that_hold"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="figureexport",
            name="with_replaced",
        ),
        migrations.AddField(
            model_name="figureexport",
            name="versions",
            field=models.CharField(
                choices=[
                    ("counting", "what counts"),
                    ("in_force", "also what is still being entered or waits"),
                    ("all", "also the versions that were replaced"),
                ],
                default="counting",
                max_length=8,
                verbose_name="versions",
            ),
        ),
    ]
