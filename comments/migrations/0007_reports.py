import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0006_bans_and_notes"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reporter", models.CharField(max_length=80)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("spam", "spam or advertising"),
                            ("abuse", "insult, threat or hatred"),
                            ("personal-data", "somebody’s personal data"),
                            ("legal", "against the law"),
                            ("off-topic", "off topic"),
                            ("other", "something else"),
                        ],
                        max_length=15,
                    ),
                ),
                ("details", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="report",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="comments.comment",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="comments.decision",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["reporter", "at"], name="report_by_reporter"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision__isnull", True)),
                fields=("comment", "reporter"),
                name="report_open_once_a_reporter",
            ),
        ),
    ]
