from django.db import migrations
from django.db.models import Count, OuterRef, Subquery


def fill(apps, schema_editor):
    """Count what is public, and bring what first decided, and how often, to each comment."""
    comments = apps.get_model("comments", "Comment").objects.order_by()
    decisions = apps.get_model("comments", "Decision").objects.filter(comment=OuterRef("pk"))
    by_check = decisions.exclude(check_name="").order_by("-pk").values("check_name")[:1]
    number = decisions.order_by().values("comment").annotate(n=Count("pk")).values("n")
    last = decisions.order_by("-pk")
    comments.filter(turn=0, decisions__isnull=False).update(
        held_for=Subquery(by_check),
        turn=Subquery(number),
        decided_by=Subquery(last.values("moderator")[:1]),
        decided_at=Subquery(last.values("at")[:1]),
    )
    public = comments.filter(status="approved").values("article").annotate(n=Count("pk"))
    counts = apps.get_model("comments", "CommentCount").objects
    counts.bulk_create(
        [counts.model(article_id=row["article"], public=row["n"]) for row in public],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0010_notice_preferences"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
