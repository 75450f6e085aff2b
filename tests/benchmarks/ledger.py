"""The site's side of ``posts``: rules that let many posts through, and what there is afterwards."""

from collections import defaultdict

from articles.models import Article
from comments.models import CommentRevision, Policy

ARTICLES = 8
NO_LIMIT = 10_000


def open_wide() -> list[str]:
    """Let as many comments in from one network as a benchmark sends; return articles to post on."""
    Policy.objects.create(
        seconds_between=0,
        most_in_ten_minutes=0,
        most_in_a_day=0,
        network_holds_from=NO_LIMIT,
        network_refuses_from=NO_LIMIT,
        note="For a benchmark.",
    )
    articles = Article.objects.live().newest_first()[:ARTICLES]
    return [article.slug for article in articles]


def keys_by_text(run: str) -> dict[str, list[int]]:
    """Return the keys of the comments that were posted in one run, by their text."""
    found = defaultdict(list)
    posted = CommentRevision.objects.filter(text__startswith=f"This is comment {run}-")
    for text, comment in posted.values_list("text", "comment"):
        found[text].append(comment)
    return found
