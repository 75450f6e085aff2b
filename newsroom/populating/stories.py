"""Articles that readers see, by the hundred thousand."""

import datetime as dt
from collections.abc import Callable, Sequence
from random import Random
from uuid import UUID

from django.utils.text import slugify

from articles import finding
from articles.models import Article, Byline, Edition, EditionTopic, Section, StatusChange, Topic
from masthead import indexing
from masthead.models import User

from .prose import Pen, Story

BATCH = 2000
LONGEST_WORDS = 100  # of an address, before its number

type Advance = Callable[[int], object]


class Press:
    """Publishes articles; ``seed`` is part of their addresses."""

    def __init__(self, rng: Random, pen: Pen, *, seed: int, by: User) -> None:
        self._rng, self._pen, self._seed, self._by = rng, pen, seed, by
        self._sections = list(Section.objects.order_by("pk"))
        self._topics = list(Topic.objects.order_by("pk"))

    def publish(
        self, moments: Sequence[dt.datetime], *, first: UUID, advance: Advance
    ) -> list[int]:
        """Make a live article for each of ``moments``; return their keys, in that order.

        ``first`` is the ``uid`` of the first one.
        """
        keys: list[int] = []
        for start in range(0, len(moments), BATCH):
            articles = [
                self._article(number, moment, first)
                for number, moment in enumerate(moments[start : start + BATCH], start)
            ]
            self._keep(articles)
            keys += [article.pk for article, _ in articles]
            advance(len(articles))
        return keys

    def _article(self, number: int, moment: dt.datetime, first: UUID) -> tuple[Article, Story]:
        story = self._pen.story()
        words = slugify(story.headline)[:LONGEST_WORDS].rstrip("-")
        article = Article(
            uid=self._pen.uid() if number else first,
            slug=f"{words}-{self._seed}-{number}",
            first_published_at=moment,
        )
        return article, story

    def _keep(self, articles: list[tuple[Article, Story]]) -> None:
        Article.objects.bulk_create([article for article, _ in articles])
        editions = [self._edition(article, story) for article, story in articles]
        Edition.objects.bulk_create(editions)
        Byline.objects.bulk_create(
            Byline(edition=edition, printed_name=" ".join(self._pen.person()))
            for edition in editions
        )
        topics = (topic for edition in editions for topic in self._topics_of(edition))
        EditionTopic.objects.bulk_create(topics)
        changes = (change for edition in editions for change in self._changes_of(edition))
        StatusChange.objects.bulk_create(changes)
        keys = [article.pk for article, _ in articles]
        indexing.put(finding.findings(Edition.objects.filter(article__in=keys)))

    def _topics_of(self, edition: Edition) -> list[EditionTopic]:
        topics = self._rng.sample(self._topics, min(2, len(self._topics)))
        return [
            EditionTopic(
                edition=edition, topic=topic, order=order, displayed_at=edition.displayed_at
            )
            for order, topic in enumerate(topics)
        ]

    def _changes_of(self, edition: Edition) -> list[StatusChange]:
        assert edition.published_at is not None
        steps = (("", Edition.Status.DRAFT), (Edition.Status.DRAFT, Edition.Status.PUBLISHED))
        return [
            StatusChange(
                edition=edition,
                at=edition.published_at,
                by=self._by,
                from_status=before,
                to_status=after,
            )
            for before, after in steps
        ]

    def _edition(self, article: Article, story: Story) -> Edition:
        return Edition(
            article=article,
            number=1,
            status=Edition.Status.PUBLISHED,
            headline=story.headline,
            dek=story.dek,
            body=story.body,
            section=self._rng.choice(self._sections),
            created_by=self._by,
            published_by=self._by,
            published_at=article.first_published_at,
            displayed_at=article.first_published_at,
        )
