"""The five sections of the report have a heading each; what an office writes itself has a place
under them, in place of headings with nothing under them."""

from django.db import migrations, models

# Only where the usual text stood; what an office chose itself stays.
NEW_TEXTS = """
UPDATE reports_reportlayout SET limits_heading = 'Tồn tại, hạn chế và nguyên nhân'
    WHERE limits_heading = 'So sánh giữa các đơn vị';
UPDATE reports_reportlayout SET tasks_heading = 'Nhiệm vụ, giải pháp'
    WHERE tasks_heading = 'Nhiệm vụ trong thời gian còn lại của năm';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_scenarios"),
    ]

    operations = [
        migrations.RenameField("reportlayout", "comparison_heading", "limits_heading"),
        migrations.AlterField(
            model_name="reportlayout",
            name="limits_heading",
            field=models.CharField(
                max_length=150, verbose_name="heading of the limits and their causes"
            ),
        ),
        migrations.AlterField(
            model_name="reportlayout",
            name="tasks_heading",
            field=models.CharField(
                max_length=150, verbose_name="heading of the tasks and measures"
            ),
        ),
        migrations.AddField(
            model_name="reportlayout",
            name="assessment_heading",
            field=models.CharField(
                default="Đánh giá chung", max_length=150, verbose_name="heading of the assessment"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportlayout",
            name="proposals_heading",
            field=models.CharField(
                default="Kiến nghị", max_length=150, verbose_name="heading of the proposals"
            ),
            preserve_default=False,
        ),
        migrations.RemoveField(model_name="reportlayout", name="extra_headings"),
        migrations.RunSQL(NEW_TEXTS, migrations.RunSQL.noop),
    ]
