from django.db import models
from django.db.models import Q

from articles.models import Article, Section
from masthead.models import User


class Policy(models.Model):
    """The rules for comments of the site, a section or an article; rows are only ever added.

    An empty field inherits: article, then the section of the published edition, then the site,
    then ``comments.rules.DEFAULTS``. Of one scope, the newest row counts.
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
    minimum_seconds = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="A comment typed faster than this is held."
    )
    note = models.CharField(max_length=300, blank=True, help_text="Why; for the staff.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
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
