from django.db import models


class SearchEntry(models.Model):
    """What search knows of an article, a meeting or a person, in folded words.

    ``masthead.indexing`` is the only writer. Each database keeps an index of the words of its own
    (migration 0003), which Django does not know of. Nothing here is shown: what is found is read
    anew, through the gate of its noun.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        MEETING = "meeting"
        ARTICLE = "article"

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.BigIntegerField()
    # Its place in time, which all lists of search are in the order of: see ``indexing``.
    position = models.BigIntegerField(unique=True)
    title = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # Words with “=” in them, by which is filtered and counted: ``y=2019``.
    marks = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once"),
        ]
        indexes = [
            models.Index(fields=["kind", "-position"], name="search_entry_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
