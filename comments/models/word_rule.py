from django.db import models
from django.db.models import Q

from articles.models import Article, Section
from masthead.models import User


class WordRule(models.Model):
    """What happens to comments in whose text or name certain words stand.

    ``words`` is a word or a phrase; ``*`` stands for any letters and digits. Case, look-alike
    letters, invisible characters and repeated letters make no difference; see
    ``comments.matching``.
    """

    class Action(models.TextChoices):
        REJECT = "reject", "refuse the comment"
        HOLD = "hold", "hold it"
        WATCH = "watch", "mark the words for moderators"

    words = models.CharField(max_length=200, help_text="A word or a phrase; * is any letters.")
    action = models.CharField(max_length=10, choices=Action, default=Action.HOLD)
    is_whole = models.BooleanField(
        "whole words", default=True, help_text="Off: also inside of longer words."
    )
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="word_rules"
    )
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="word_rules"
    )
    is_active = models.BooleanField("in force", default=True)
    note = models.CharField(max_length=300, blank=True, help_text="Why; for the staff.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["words"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=True) | Q(article__isnull=True),
                name="word_rule_has_one_scope",
                violation_error_message="A rule is for the site, a section or an article.",
            ),
        ]

    def __str__(self) -> str:
        return self.words
