import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0005_word_rules"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthorNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Ban",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("network", models.CharField(blank=True, db_index=True, max_length=80)),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("spam", "Spam"),
                            ("abuse", "Abuse"),
                            ("off-topic", "off topic"),
                            ("personal-data", "personal data"),
                            ("legal", "Legal"),
                            ("duplicate", "Duplicate"),
                            ("other", "Other"),
                        ],
                        max_length=15,
                    ),
                ),
                ("note", models.CharField(blank=True, help_text="For the staff.", max_length=300)),
                ("created_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="authornote",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="authornote",
            name="commenter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="comments.commenter",
            ),
        ),
        migrations.AddField(
            model_name="ban",
            name="act",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bans",
                to="comments.act",
            ),
        ),
        migrations.AddField(
            model_name="ban",
            name="commenter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bans",
                to="comments.commenter",
            ),
        ),
        migrations.AddField(
            model_name="ban",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ban",
            name="lifted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="ban",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("commenter__isnull", False), ("network", "")),
                    models.Q(
                        ("commenter__isnull", True),
                        models.Q(("network", ""), _negated=True),
                        ("until__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="ban_of_an_author_or_for_a_time_of_a_network",
            ),
        ),
    ]
