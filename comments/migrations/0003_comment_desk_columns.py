import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0002_acts"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="comment",
            name="comment_queue",
        ),
        migrations.AddField(
            model_name="comment",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="deleted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="edit_waits",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="comment",
            name="edited_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="held_for",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="comment",
            name="is_featured",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="comment",
            name="network",
            field=models.CharField(blank=True, editable=False, max_length=80),
        ),
        migrations.AddField(
            model_name="comment",
            name="reported_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="turn",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="comment",
            name="queue",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(
                        models.Q(("status", "pending"), ("edit_waits", True), _connector="OR"),
                        then=models.Value("pending"),
                    ),
                    models.When(
                        reported_at__isnull=False, status="approved", then=models.Value("reported")
                    ),
                    default=models.F("status"),
                ),
                output_field=models.CharField(
                    choices=[
                        ("pending", "Pending"),
                        ("reported", "Reported"),
                        ("approved", "Approved"),
                        ("rejected", "Rejected"),
                        ("spam", "Spam"),
                        ("removed", "Removed"),
                    ],
                    max_length=10,
                ),
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="created_at",
            field=models.DateTimeField(),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("parent__isnull", True), ("status", "approved")),
                fields=["article", "path"],
                name="comment_public_roots",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("is_featured", True), ("status", "approved")),
                fields=["article", "id"],
                name="comment_featured",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "approved")),
                fields=["created_at", "id"],
                name="comment_public_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "approved")),
                fields=["article", "created_at", "id"],
                name="comment_public_of_article",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["created_at", "id"], name="comment_all"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(fields=["queue", "created_at", "id"], name="comment_queue"),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["queue", "held_for", "created_at", "id"], name="comment_queue_by_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["article", "queue", "created_at", "id"], name="comment_queue_of_article"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                fields=["article", "created_at", "id"], name="comment_all_of_article"
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("decided_by__isnull", False)),
                fields=["decided_by", "decided_at", "id"],
                name="comment_decided_by",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("network", ""), _negated=True),
                fields=["network", "created_at"],
                name="comment_by_network",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deleted_at__isnull", True),
                    models.Q(("status", "approved"), _negated=True),
                    _connector="OR",
                ),
                name="comment_deleted_is_not_public",
            ),
        ),
    ]
