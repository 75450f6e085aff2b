"""What the author of a comment is told of a moderator's reason, by its code. Pure."""

from django.utils.translation import gettext_lazy

# Keys are those of Decision.Reason. Of spam nobody is told.
TO_AUTHOR = {
    "": gettext_lazy("It does not keep to the comment rules."),
    "abuse": gettext_lazy("It insults, threatens or demeans somebody."),
    "off-topic": gettext_lazy("It is not about the article."),
    "personal-data": gettext_lazy("It contains somebody’s personal data."),
    "legal": gettext_lazy("It may be against the law."),
    "duplicate": gettext_lazy("It says what a comment of yours says already."),
    "other": gettext_lazy("It does not keep to the comment rules."),
}


def to_author(reason: str) -> str:
    """Return the reason as a sentence; '' where nothing is told."""
    return str(TO_AUTHOR.get(reason, ""))
