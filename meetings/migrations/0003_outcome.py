import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_meeting_changed_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("statement", "Statement"),
                            ("commitment", "Commitment"),
                            ("agreement", "Agreement"),
                            ("next-meeting", "next meeting"),
                            ("none", "no outcome announced"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True,
                        help_text="Empty only where no outcome was announced.",
                        max_length=500,
                    ),
                ),
                (
                    "due",
                    models.DateField(
                        blank=True,
                        help_text="By when it is to be done, where that was said.",
                        null=True,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        help_text="The one that was concluded, or that this is about.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="meetings.agreement",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "none"),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="outcome_has_a_text",
                        violation_error_message="Say in the text what came of it.",
                    ),
                ],
            },
        ),
    ]
