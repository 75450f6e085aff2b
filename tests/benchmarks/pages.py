"""Opens pages by Django's test client, in this process, past any cache."""

import gc
import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Abs
from django.test import Client, override_settings
from django.urls import reverse

from articles import paging
from articles.models import Edition, Section
from comments.models import Comment, CommentCount, Commenter, Queue
from comments.queues import MINE
from masthead.models import SearchEntry, User
from newsroom import roles

from . import public, staff

PLAIN_REASON = "everything_held"
WARM_UP = 5

type Addresses = dict[str, str]


def times(benchmark: str, runs: int) -> dict[str, list[float]]:
    """Return how many milliseconds each run took, by what was opened."""
    client, addresses = BENCHMARKS[benchmark]()
    logging.getLogger("django.request").setLevel(logging.ERROR)  # It tells of each 404.
    return {
        what: _times(client, address, runs, status=public.STATUSES.get(what, 200))
        for what, address in addresses.items()
    }


def _times(client: Client, address: str, runs: int, *, status: int) -> list[float]:
    taken = []
    gc.collect()
    for _ in range(WARM_UP + runs):
        started = time.perf_counter()
        response = client.get(address)
        taken.append((time.perf_counter() - started) * 1000)
        if response.status_code != status:
            message = f"{address} answered {response.status_code}."
            raise RuntimeError(message)
    return taken[WARM_UP:]


def thread() -> tuple[Client, Addresses]:
    """Return the pages of the article with the most comments, and the feeds, for a reader."""
    count = CommentCount.objects.select_related("article").order_by("-public", "pk")[0]
    article = count.article.get_absolute_url()
    paths = count.article.comments.public().in_order().values_list("path", flat=True)
    middle = paths[count.public // 2]
    ten = CommentCount.objects.select_related("article").order_by(Abs(F("public") - 10), "pk")[0]
    return _client(), {
        "thread of ten": ten.article.get_absolute_url(),
        "thread, first page": article,
        "thread, deep page": f"{article}?after={middle}",
        "newest threads, first page": f"{article}?order=newest",
        "newest threads, deep page": f"{article}?order=newest&after={middle}",
        "feed of the article": reverse("comments:article-feed", args=[count.article.slug]),
        "feed of all comments": reverse("comments:feed"),
    }


def desk() -> tuple[Client, Addresses]:
    """Return the first page of each queue, deep ones, and an author's page, for a moderator."""
    moderator = User.objects.get(username=roles.MODERATOR)
    client = _signed_in(moderator)
    queue = reverse("desk:queue")
    busiest = Commenter.objects.annotate(number=Count("comments")).order_by("-number", "pk")[0]
    mine = Comment.objects.filter(decided_by=moderator)
    return client, {
        **{f"{name}, first page": f"{queue}?queue={name}" for name in (*Queue.values, MINE)},
        "pending for one reason": f"{queue}?queue=pending&why={PLAIN_REASON}",
        **{
            f"{name}, deep page": f"{queue}?queue={name}&after={_middle(rows, moment)}"
            for name, rows, moment in (
                (Queue.PENDING, Comment.objects.pending(), "created_at"),
                (Queue.APPROVED, Comment.objects.filter(queue=Queue.APPROVED), "created_at"),
                (MINE, mine, "decided_at"),
            )
        },
        "a word, sought in approved": f"{queue}?queue=approved&q=bridge",
        "the author with the most comments": reverse("desk:author", args=[busiest.pk]),
    }


def _middle(rows: QuerySet[Comment], moment: str) -> str:
    """Return the cursor of the comment in the middle of a list."""
    comment = rows.order_by(moment, "pk")[rows.count() // 2]
    return paging.write(getattr(comment, moment), comment.pk)


def _signed_in(user: User) -> Client:
    client = _client()
    with override_settings(AXES_ENABLED=False):  # It asks from where the request came.
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _client() -> Client:
    return Client(headers={"host": settings.ALLOWED_HOSTS[0]})


def search() -> tuple[Client, Addresses]:
    """Return searches for words that few articles have, and that all have, for a reader."""
    found = reverse("search")
    entries = SearchEntry.objects.filter(kind=SearchEntry.Kind.ARTICLE).order_by("-position")
    middle = entries.values_list("position", flat=True)[entries.count() // 2]
    section = Section.objects.order_by("pk")[0]
    newest = Edition.objects.published().latest("displayed_at")
    return _client(), {
        "a rare word": f"{found}?q=nielsen",
        "a rare name, begun": f"{found}?q=sanch",
        "a word that there is not": f"{found}?q=zeppelin",
        "a common word": f"{found}?q=ministry",
        "a common word, begun": f"{found}?q=minis",
        "two letters": f"{found}?q=ha",
        "two common words": f"{found}?q=harbour+bridge",
        "a common and a rare word": f"{found}?q=ministry+nielsen",
        "a phrase": f"{found}?q=%22port+authority%22",
        "a common word, by date": f"{found}?q=ministry&sort=date",
        "a common word, of one section": f"{found}?q=ministry&section={section.slug}",
        "a common word, of one year": f"{found}?q=ministry&year={newest.displayed_at:%Y}",
        "a common word, by date, deep page": f"{found}?q=ministry&sort=date&after={middle}",
    }


def every_public() -> tuple[Client, Addresses]:
    """Return every kind of public page, for a reader."""
    return _client(), public.addresses()


def every_staff() -> tuple[Client, Addresses]:
    """Return the pages of the admin and the desk, for an administrator."""
    administrator = User.objects.filter(is_superuser=True).order_by("pk")[0]
    return _signed_in(administrator), staff.addresses()


BENCHMARKS: dict[str, Callable[[], tuple[Client, Addresses]]] = {
    "desk": desk,
    "public": every_public,
    "search": search,
    "staff": every_staff,
    "thread": thread,
}
