"""What only real locks can keep: two of one thing at the same moment."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, Edition, StatusChange
from masthead import versions
from tests.factories import fill, make_article, make_edition, make_user, publish_article

from .admin_form import fields_on, page_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(count, function):
    """Return what each of ``count`` threads got: a value, or the exception that was raised."""

    def run(number):
        try:
            return function(number)
        except (publishing.NotAllowed, publishing.SlugTaken) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def administrator() -> Client:
    client = Client()
    user = make_user(is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_eight_who_open_an_edition_at_once_get_the_same_one():
    first = publishing.publish(fill(make_edition()), by=None)
    opened = at_once(8, lambda _: publishing.open_edition(first.article, by=None))
    assert len({edition.pk for edition in opened}) == 1
    assert Edition.objects.count() == 2
    assert opened[0].bylines.count() == 1


def test_eight_clocks_at_once_publish_once():
    soon = timezone.now() + dt.timedelta(minutes=1)
    for _ in range(3):
        publishing.schedule(make_edition(), by=None, publish_at=soon)
    counts = at_once(8, lambda _: publishing.publish_due(soon))
    assert sum(counts) == 3
    assert versions.number(versions.SITE) == 3
    assert StatusChange.objects.filter(to_status="published").count() == 3


def test_eight_who_publish_the_same_edition_at_once_publish_it_once():
    edition = make_edition()
    answers = at_once(8, lambda _: publishing.publish(edition, by=None))
    assert sum(isinstance(answer, Edition) for answer in answers) == 1
    assert sum(isinstance(answer, publishing.NotAllowed) for answer in answers) == 7
    assert versions.number(versions.SITE) == 1


def test_eight_articles_at_once_cannot_begin_at_one_address():
    answers = at_once(8, lambda _: make_edition(slug="same", section=None))
    assert sum(isinstance(answer, publishing.SlugTaken) for answer in answers) == 7
    assert Article.objects.count() == 1


def test_eight_articles_at_once_cannot_move_to_one_address():
    articles = [make_article() for _ in range(8)]
    answers = at_once(8, lambda number: publishing.move(articles[number], slug="same"))
    assert sum(isinstance(answer, publishing.SlugTaken) for answer in answers) == 7


def test_clocks_and_editors_at_once_wait_for_no_one_that_waits_for_them():
    soon = timezone.now() + dt.timedelta(minutes=1)
    due = [publishing.schedule(make_edition(), by=None, publish_at=soon).article for _ in range(4)]
    others = [publish_article() for _ in range(4)]

    def act(number):
        if number % 2:
            return publishing.publish_due(soon)
        article = [*due, *others][number]
        return publishing.publish(publishing.open_edition(article, by=None), by=None)

    at_once(8, act)
    assert Article.objects.live().count() == 8


def test_of_eight_saves_of_one_page_at_once_one_is_saved_and_seven_are_told():
    edition = make_edition()
    clients = [administrator() for _ in range(8)]
    fields = fields_on(clients[0].get(page_of(edition)))

    def save(number):
        typed = fields | {"headline": f"By {number}"}
        return clients[number].post(page_of(edition), typed).status_code

    assert sorted(at_once(8, save)) == [200] * 7 + [302]
    assert Edition.objects.get().revision == 2


def test_of_eight_who_publish_one_page_at_once_one_does_and_seven_are_told():
    edition = make_edition()
    clients = [administrator() for _ in range(8)]
    fields = fields_on(clients[0].get(page_of(edition)))

    def publish(number):
        return clients[number].post(page_of(edition), fields | {"_publish": "1"}).status_code

    assert sorted(at_once(8, publish)) == [302] + [409] * 7
    assert StatusChange.objects.filter(to_status="published").count() == 1
    assert versions.number(versions.SITE) == 1
