from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.urls import reverse

from masthead.models import User
from masthead.prose import ProseField
from meetings.models import Meeting

from .article import Article
from .taxonomy import Section, Topic

APPROVED_STATUSES = ("approved", "scheduled")
OPEN_STATUSES = ("draft", "submitted", "returned", *APPROVED_STATUSES)


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        return self.filter(status=Edition.Status.PUBLISHED)

    def open(self) -> Self:
        """Return those that are being worked on; at most one an article."""
        return self.filter(status__in=OPEN_STATUSES)

    def with_publicity(self) -> Self:
        """Tell of each, as ``is_public``, whether readers see its article, in whichever edition."""
        published = Edition.objects.published().filter(article=OuterRef("article"))
        # No Exists: for it, PostgreSQL would list all that is published.
        return self.annotate(is_public=IsNull(lhs=Subquery(published.values("pk")[:1]), rhs=False))

    def visible_to(self, user: User | None) -> Self:
        """Return what ``user`` may see, the one gate to editions; ``None`` is a reader."""
        if user and user.has_perm("articles.view_edition"):
            return self
        return self.published()


class Edition(models.Model):
    """An article's words at one time, with everything that hangs on them.

    ``articles.publishing`` is the only writer of ``status`` and of what goes with it. A published
    edition is never edited: a new one is opened as its copy.
    """

    class Status(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        RETURNED = "returned"
        APPROVED = "approved"
        SCHEDULED = "scheduled"
        PUBLISHED = "published"
        SUPERSEDED = "superseded"
        DISCARDED = "discarded"

    class Change(models.TextChoices):
        MINOR = "minor"
        MAJOR = "major"

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="editions", editable=False
    )
    number = models.PositiveIntegerField(editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    # The last of the article that was not given up; lists of the desk show these.
    is_newest = models.BooleanField(default=True, editable=False)
    # Raised with each save in the admin, which refuses the second of two saves of one revision.
    revision = models.PositiveIntegerField(default=1, editable=False)

    headline = models.CharField(max_length=200)
    dek = models.CharField("standfirst", max_length=300, blank=True)
    dateline = models.CharField(
        max_length=100,
        blank=True,
        help_text="Where it was reported from: “TEGUCIGALPA, Honduras”.",
    )
    body = ProseField(blank=True)
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
    )
    topics: "models.ManyToManyField[Topic, models.Model]" = models.ManyToManyField(
        Topic, through="EditionTopic", related_name="editions"
    )
    meetings: "models.ManyToManyField[Meeting, models.Model]" = models.ManyToManyField(
        Meeting, through="Coverage", related_name="editions"
    )
    change = models.CharField(
        max_length=5,
        choices=Change,
        default=Change.MINOR,
        help_text="A major change is shown to readers as an update; a minor one is not.",
    )
    change_note = models.CharField(
        max_length=300,
        blank=True,
        help_text="What changed, for readers; needed if major.",
    )

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    publish_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    # The first publication of the article, copied to each edition; lists sort by it.
    displayed_at = models.DateTimeField(null=True, editable=False)
    # The last major change that readers were shown.
    updated_at = models.DateTimeField(null=True, editable=False)

    # Set by EditionQuerySet.with_publicity().
    is_public: bool

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "article"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["-displayed_at", "-id"],
                name="edition_live_newest",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["section", "-displayed_at", "-id"],
                name="edition_live_by_section",
                condition=Q(status="published"),
            ),
            models.Index(
                fields=["publish_at"],
                name="edition_due",
                condition=Q(status="scheduled"),
            ),
            models.Index(
                fields=["-id"],
                name="edition_newest",
                condition=Q(is_newest=True),
            ),
            # The filters of the desk's list.
            models.Index(
                fields=["status", "-id"],
                name="edition_newest_by_status",
                condition=Q(is_newest=True),
            ),
            models.Index(
                fields=["section", "-id"],
                name="edition_newest_by_section",
                condition=Q(is_newest=True),
            ),
            # What the desk's search looks through.
            models.Index(
                fields=["-id"],
                name="edition_newest_unseen",
                condition=Q(is_newest=True) & ~Q(status="published"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(status="published"),
                name="edition_one_published",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(status__in=OPEN_STATUSES),
                name="edition_one_open",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(is_newest=True),
                name="edition_one_newest",
            ),
            models.CheckConstraint(
                condition=~Q(status="published")
                | Q(
                    displayed_at__isnull=False,
                    published_at__isnull=False,
                    section__isnull=False,
                ),
                name="edition_published_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(status="scheduled", publish_at__isnull=False)
                | (~Q(status="scheduled") & Q(publish_at__isnull=True)),
                name="edition_scheduled_has_a_time",
            ),
        ]
        permissions = [
            ("publish_edition", "Can publish, schedule and withdraw articles"),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """Return the address of readers, or the staff's preview of what they do not see yet."""
        address = reverse("articles:detail", args=[self.article.slug])
        is_live = self.status == self.Status.PUBLISHED
        return address if is_live else f"{address}?edition={self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def is_approved(self) -> bool:
        """Return whether somebody said that these words may be published, which is not yet done."""
        return self.status in APPROVED_STATUSES


class StatusChange(models.Model):
    """Append-only: who moved an edition from which status to which, when and why."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="status_changes")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10, choices=Edition.Status)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_status=F("to_status")), name="status_change_changes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_status or 'new'} → {self.to_status}"
