import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("comments", "0003_comment_desk_columns"),
        ("masthead", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="policy",
            name="anybody_links",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Anybody's comment with so many links is held; 0 never.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="edit_minutes",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Minutes in which an author with a proven email may edit.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="most_in_a_day",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Comments of one author in a day; 0 sets no limit.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="most_in_ten_minutes",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Comments of one author in 10 minutes; 0 sets no limit.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="near_repeat",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="A comment so many per cent alike to one of that author of that day is held; 0 never.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(100)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="network_holds_from",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="From so many of one network in 10 minutes on, all are held.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="network_refuses_from",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="From so many of one network in 10 minutes on, none is taken.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="new_author_links",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="A new author's comment with so many links is held; 0 never.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="rejected_at_least",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="The share rejected counts from so many decisions on.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="rejected_share",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="An author's comments are held from so many per cent rejected in 7 days; 0 never.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(100)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="reports_needed",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="So many readers' reports bring a comment back to the desk.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="seconds_between",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Seconds between two comments of one author.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(3600)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="slow_after_hours",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="When the oldest comment waits longer, the form says that it may take a while. Of the site's policy only.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(720)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="trusted_after",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Approved comments with a proven email until an author is not new.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(10000)],
            ),
        ),
        migrations.AlterField(
            model_name="policy",
            name="minimum_seconds",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="A comment typed in fewer seconds is held.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(600)],
            ),
        ),
        migrations.AddField(
            model_name="policy",
            name="act",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="policies",
                to="comments.act",
            ),
        ),
    ]
