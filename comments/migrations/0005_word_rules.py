import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0004_policy_limits"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        help_text="A word or a phrase; * is any letters.", max_length=200
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("reject", "refuse the comment"),
                            ("hold", "hold it"),
                            ("watch", "mark the words for moderators"),
                        ],
                        default="hold",
                        max_length=10,
                    ),
                ),
                (
                    "is_whole",
                    models.BooleanField(
                        default=True,
                        help_text="Off: also inside of longer words.",
                        verbose_name="whole words",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in force")),
                (
                    "note",
                    models.CharField(blank=True, help_text="Why; for the staff.", max_length=300),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["words"],
            },
        ),
        migrations.AddField(
            model_name="wordrule",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="word_rules",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="wordrule",
            name="created_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wordrule",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="word_rules",
                to="articles.section",
            ),
        ),
        migrations.AddConstraint(
            model_name="wordrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("section__isnull", True), ("article__isnull", True), _connector="OR"
                ),
                name="word_rule_has_one_scope",
                violation_error_message="A rule is for the site, a section or an article.",
            ),
        ),
    ]
