from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from articles.models import Article, Section
from masthead.models import User

from .decision import Act


def _limit(help_text: str, most: int = 10_000) -> Any:
    """Return the column of a limit; empty inherits."""
    return models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=help_text, validators=[MaxValueValidator(most)]
    )


class Policy(models.Model):
    """The rules for comments of the site, a section or an article; rows are only ever added.

    An empty field inherits: article, then the section of the published edition, then the site,
    then ``DEFAULTS``. Of one scope, the newest row counts.
    """

    class Mode(models.TextChoices):
        ALL_HELD = "all-held", "everything held"
        NEW_HELD = "new-held", "new authors held"
        NONE_HELD = "none-held", "nothing held"
        CLOSED = "closed"

    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comment_policies",
    )
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="comment_policies",
    )
    mode = models.CharField(max_length=10, choices=Mode, blank=True)
    legal_hold = models.BooleanField(
        null=True,
        blank=True,
        help_text="Yes: closed for legal reasons, whatever the mode.",
    )
    closes_after_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Days after publication; 0 never closes."
    )
    minimum_seconds = _limit("A comment typed in fewer seconds is held.", most=600)
    seconds_between = _limit("Seconds between two comments of one author.", most=3600)
    most_in_ten_minutes = _limit("Comments of one author in 10 minutes; 0 sets no limit.")
    most_in_a_day = _limit("Comments of one author in a day; 0 sets no limit.")
    network_holds_from = _limit("From so many of one network in 10 minutes on, all are held.")
    network_refuses_from = _limit("From so many of one network in 10 minutes on, none is taken.")
    new_author_links = _limit("A new author's comment with so many links is held; 0 never.")
    anybody_links = _limit("Anybody's comment with so many links is held; 0 never.")
    trusted_after = _limit("Approved comments with a proven email until an author is not new.")
    rejected_share = _limit(
        "An author's comments are held from so many per cent rejected in 7 days; 0 never.", most=100
    )
    rejected_at_least = _limit("The share rejected counts from so many decisions on.")
    near_repeat = _limit(
        "A comment so many per cent alike to one of that author of that day is held; 0 never.",
        most=100,
    )
    reports_needed = _limit("So many readers' reports bring a comment back to the desk.")
    edit_minutes = _limit("Minutes in which an author with a proven email may edit.")
    slow_after_hours = _limit(
        "When the oldest comment waits longer, the form says that it may take a while. "
        "Of the site's policy only.",
        most=24 * 30,
    )
    note = models.CharField(max_length=300, blank=True, help_text="Why; for the staff.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    # The press on the desk that made it; undoing adds the row that was before once more.
    act = models.ForeignKey(
        Act, on_delete=models.PROTECT, null=True, related_name="policies", editable=False
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=True) | Q(article__isnull=True),
                name="policy_has_one_scope",
                violation_error_message="A policy is for the site, a section or an article.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article or self.section or 'Site'}, {self.created_at:%Y-%m-%d %H:%M}"


# What holds where no policy says anything.
DEFAULTS: dict[str, Any] = {
    "mode": Policy.Mode.ALL_HELD,
    "legal_hold": False,
    "closes_after_days": 0,
    "minimum_seconds": 3,
    "seconds_between": 15,
    "most_in_ten_minutes": 5,
    "most_in_a_day": 20,
    "network_holds_from": 10,
    "network_refuses_from": 100,
    "new_author_links": 1,
    "anybody_links": 3,
    "trusted_after": 2,
    "rejected_share": 30,
    "rejected_at_least": 5,
    "near_repeat": 90,
    "reports_needed": 3,
    "edit_minutes": 15,
    "slow_after_hours": 24,
}
