from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0011_fill_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayNumbers",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("zone", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                ("counted", models.JSONField()),
            ],
            options={
                "verbose_name_plural": "numbers of days",
            },
        ),
    ]
