"""Numbers that are kept because what they count is not."""

import datetime as dt

from django.db import models, transaction
from django.db.models import F

from articles.models import Article


class TallyManager(models.Manager["Tally"]):
    @transaction.atomic
    def add(self, day: dt.date, what: str, number: int = 1) -> None:
        """Add to the day's number of ``what``; two at once are both counted."""
        self.bulk_create([Tally(day=day, what=what)], ignore_conflicts=True)
        self.filter(day=day, what=what).update(number=F("number") + number)


class Tally(models.Model):
    """How often something happened on a day (of the paper's time zone).

    ``what`` is ``refused:<check>`` for posts that were not taken, and ``purged:<status>`` for
    comments received on that day and deleted since; ``forgetting`` is the worker's own note.
    """

    day = models.DateField()
    what = models.CharField(max_length=60)
    number = models.PositiveIntegerField(default=0)

    objects = TallyManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "what"], name="tally_once_a_day")]
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.day} {self.what}: {self.number}"


class CommentCount(models.Model):
    """How many comments of an article are public; kept in the transaction of each decision."""

    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, primary_key=True, related_name="comment_count"
    )
    public = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.public}"


class DayNumbers(models.Model):
    """What ``numbers`` counted of a day that is over; counted anew once its version is another.

    ``zone`` is the time zone in which it was a day. ``counted`` is as ``numbers.Counts`` has it.
    """

    day = models.DateField(primary_key=True)
    zone = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    counted = models.JSONField()

    class Meta:
        verbose_name_plural = "numbers of days"

    def __str__(self) -> str:
        return f"{self.day}"
