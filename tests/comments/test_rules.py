import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError

from articles.models import Article
from comments import rules
from comments.models import Policy
from masthead import versions
from tests.factories import make_section, publish_article

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


def live(article):
    return Article.objects.live().get(pk=article.pk)


def rules_of(article):
    return rules.for_article(live(article))


def section_of(article):
    return live(article).live.section


def test_without_a_policy_everything_is_held_and_nothing_closes(article):
    holding = rules_of(article)
    assert holding.mode == Policy.Mode.ALL_HELD
    assert holding.accepts(live(article), now=NOW + dt.timedelta(days=5000))
    assert set(holding.policies.values()) == {None}


def test_the_article_stands_over_the_section_and_that_over_the_site(article):
    site = Policy.objects.create(mode="none-held", minimum_seconds=9, closes_after_days=9)
    section = Policy.objects.create(section=section_of(article), mode="new-held", minimum_seconds=5)
    own = Policy.objects.create(article=article, mode="closed")
    holding = rules_of(article)
    assert (holding.mode, holding.minimum_seconds, holding.closes_after_days) == ("closed", 5, 9)
    assert holding.policies["mode"] == own.pk
    assert holding.policies["minimum_seconds"] == section.pk
    assert holding.policies["closes_after_days"] == site.pk


def test_of_one_scope_the_newest_policy_counts(article):
    Policy.objects.create(mode="closed")
    Policy.objects.create(mode="none-held")
    assert rules_of(article).mode == "none-held"


def test_a_policy_of_another_section_does_not_count(article):
    Policy.objects.create(mode="closed", section=make_section())
    assert rules_of(article).mode == "all-held"


def test_no_is_a_statement_and_does_not_inherit(article):
    Policy.objects.create(legal_hold=True)
    Policy.objects.create(article=article, legal_hold=False)
    assert rules_of(article).legal_hold is False


def test_the_rules_cost_one_query(article, django_assert_num_queries):
    shown = live(article)
    with django_assert_num_queries(1):
        rules.for_article(shown)


@pytest.mark.parametrize(
    ("policy", "days", "is_open"),
    [
        ({"mode": "closed"}, 0, False),
        ({"legal_hold": True}, 0, False),
        ({"closes_after_days": 14}, 13, True),
        ({"closes_after_days": 14}, 14, False),
        ({"closes_after_days": 0}, 400, True),
        ({"closes_after_days": 32767}, 400, True),
    ],
)
def test_a_policy_closes_comments(article, policy, days, is_open):
    Policy.objects.create(**policy)
    shown = live(article)
    now = shown.live.displayed_at + dt.timedelta(days=days)
    assert rules.for_article(shown).accepts(shown, now=now) is is_open


def test_a_policy_has_one_scope(article):
    with pytest.raises(IntegrityError):
        Policy.objects.create(article=article, section=section_of(article))


def test_a_policy_is_named_for_its_scope(article):
    assert str(Policy.objects.create()).startswith("Site, ")
    assert str(Policy.objects.create(article=article)).startswith(article.slug)


def test_the_rules_of_many_articles_are_those_of_each(django_assert_num_queries):
    articles = [live(publish_article()) for _ in range(3)]
    Policy.objects.create(edit_minutes=1, mode="closed")
    Policy.objects.create(section=articles[1].live.section, edit_minutes=2)
    Policy.objects.create(article=articles[2], edit_minutes=9)
    Policy.objects.create(article=articles[2], edit_minutes=3)
    with django_assert_num_queries(1):
        found = rules.for_articles(articles)
    assert [found[article.pk].edit_minutes for article in articles] == [1, 2, 3]
    assert found == {article.pk: rules.for_article(article) for article in articles}


@pytest.mark.parametrize(("days", "closes_after"), [(14, 14), (0, None), (10**8, None)])
def test_a_policy_tells_when_comments_close(article, days, closes_after):
    shown = live(article)
    holding = dataclasses.replace(rules.for_article(shown), closes_after_days=days)
    moment = closes_after and shown.live.displayed_at + dt.timedelta(days=closes_after)
    assert holding.close_at(shown) == moment


def test_an_article_s_page_is_right_until_its_comments_close(client, article):
    Policy.objects.create(closes_after_days=14)
    address = article.get_absolute_url()
    until = client.get(address).wsgi_request.META[versions.UNTIL]
    assert until == live(article).live.displayed_at + dt.timedelta(days=14)


def test_comments_that_are_closed_have_no_end(client, article):
    Policy.objects.create(closes_after_days=14, mode="closed")
    assert versions.UNTIL not in client.get(article.get_absolute_url()).wsgi_request.META
