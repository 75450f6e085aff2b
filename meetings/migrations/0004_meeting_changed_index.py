from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_outcome"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                condition=models.Q(("is_public", True)),
                fields=["-changed_at"],
                name="meeting_public_changed",
            ),
        ),
    ]
