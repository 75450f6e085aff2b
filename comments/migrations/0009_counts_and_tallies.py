import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0008_reply_mail"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommentCount",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="comment_count",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("public", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("what", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "tallies",
            },
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(fields=("day", "what"), name="tally_once_a_day"),
        ),
    ]
