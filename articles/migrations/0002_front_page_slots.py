import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("lead", "the lead"),
                            ("second", "beside the lead"),
                            ("strip", "in the strip of a section"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Among those of one place: the lowest number comes first.",
                    ),
                ),
                (
                    "until",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the article leaves this place; empty: when somebody takes it out.",
                        null=True,
                    ),
                ),
                (
                    "article",
                    models.OneToOneField(
                        error_messages={
                            "unique": "This article has a place on the front page already."
                        },
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slot",
                        to="articles.article",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only for a strip.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "place on the front page",
                "verbose_name_plural": "front page",
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", "strip"), ("section__isnull", False)),
                            models.Q(
                                models.Q(("place", "strip"), _negated=True),
                                ("section__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="slot_section_of_a_strip",
                        violation_error_message="A section goes with a strip, and only with it.",
                    )
                ],
            },
        ),
    ]
