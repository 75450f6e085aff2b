import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0007_reports"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReplyNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="VisitorMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email_key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="replynotice",
            name="reply",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="comments.comment"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="comment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="subscription",
                to="comments.comment",
            ),
        ),
        migrations.AddField(
            model_name="replynotice",
            name="subscription",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="comments.subscription",
            ),
        ),
        migrations.AddIndex(
            model_name="visitormail",
            index=models.Index(fields=["email_key", "at"], name="visitor_mail_to"),
        ),
        migrations.AddIndex(
            model_name="replynotice",
            index=models.Index(
                condition=models.Q(("sent_at", None)),
                fields=["created_at"],
                name="reply_notice_to_send",
            ),
        ),
        migrations.AddConstraint(
            model_name="replynotice",
            constraint=models.UniqueConstraint(
                fields=("subscription", "reply"), name="reply_notice_once"
            ),
        ),
    ]
