import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0001_initial"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("approve", "Approve"),
                            ("reject", "Reject"),
                            ("spam", "mark as spam"),
                            ("remove", "Remove"),
                            ("feature", "Feature"),
                            ("unfeature", "feature no longer"),
                            ("ban", "Ban"),
                            ("policy", "change the rules"),
                            ("undo", "Undo"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=15)),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.AddField(
            model_name="decision",
            name="from_shown",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="comments.commentrevision",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="comments.decision",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="from_edit_waits",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="decision",
            name="from_edited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="from_featured",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="decision",
            name="from_reported_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="to_featured",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="act",
            name="moderator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comment_acts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="act",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="comments.act",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="act",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="comments.act",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["at"], name="decision_at"),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["moderator", "id"], name="act_of_moderator"),
        ),
        migrations.AddConstraint(
            model_name="act",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undoes__isnull", False), ("verb", "undo")),
                    models.Q(models.Q(("verb", "undo"), _negated=True), ("undoes__isnull", True)),
                    _connector="OR",
                ),
                name="act_undo_names_what_it_undoes",
            ),
        ),
    ]
