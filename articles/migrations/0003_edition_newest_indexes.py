from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_front_page_slots"),
        ("meetings", "0004_meeting_changed_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("is_newest", True)),
                fields=["status", "-id"],
                name="edition_newest_by_status",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("is_newest", True)),
                fields=["section", "-id"],
                name="edition_newest_by_section",
            ),
        ),
    ]
