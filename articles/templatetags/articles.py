from django import template

from articles.models import Article
from meetings.models import Meeting

register = template.Library()

MOST = 20


@register.inclusion_tag("articles/coverage.html")
def coverage_of(meeting: Meeting) -> dict[str, object]:
    """List the live articles about ``meeting``, newest first, at most ``MOST``."""
    articles = Article.objects.live().about(meeting).newest_first()
    return {"articles": articles[:MOST]}
