import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0009_counts_and_tallies"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Backlog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_slow", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="NoticePreference",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="comment_notices",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "every",
                    models.CharField(
                        choices=[
                            ("each", "for each comment"),
                            ("hourly", "at most once an hour"),
                            ("daily", "at most once a day"),
                            ("never", "Never"),
                        ],
                        default="hourly",
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="backlog",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="backlog_is_one_row"
            ),
        ),
    ]
