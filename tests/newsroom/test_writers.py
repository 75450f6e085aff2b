"""No model, no module that writes and no act may forget the page versions; see tests.watching."""

import pytest
from django.db import transaction

from articles import front
from articles.models import Edition, Section
from comments.models import Comment
from masthead import versions
from masthead.models import FlatPage, Publication
from tests import shown, watching
from tests.factories import (
    make_comment,
    make_edition,
    make_page,
    make_section,
    publish_article,
)


def test_of_every_model_is_said_which_versions_count_for_it_or_why_none_does():
    assert shown.SHOWN.keys().isdisjoint(shown.NOT_SHOWN)
    assert shown.SHOWN.keys() | shown.NOT_SHOWN.keys() == shown.models().keys()


def test_every_module_that_writes_rows_is_known():
    assert watching.modules_that_write() == watching.WRITERS.keys()


def test_every_function_of_a_verb_module_is_watched():
    assert all(verb.__wrapped__ for verb in watching.verbs())
    assert {"publish", "decide", "erase", "discard"} <= {verb.__name__ for verb in watching.verbs()}


def test_the_site_s_own_commands_are_watched():
    assert {"demo", "setup", "populate", "recount_comments"} <= watching.commands().keys()


def act(*keys, change):
    """Do ``change`` as an act that raises ``keys``."""

    @watching.watched
    @transaction.atomic
    def run():
        change()
        versions.bump(*keys)

    run()


def rename(model):
    """Return what changes a row of the model past all verbs."""
    return lambda: model.objects.update(name="Another")


def test_an_act_that_changes_what_readers_see_and_raises_nothing_fails(db):
    make_section()
    with pytest.raises(watching.NotRaised, match=r"articles\.Section.*raise site"):
        act(change=rename(Section))


def test_an_act_that_raises_another_version_fails(db):
    make_section()
    with pytest.raises(watching.NotRaised):
        act(versions.COMMENTS, change=rename(Section))


def test_an_act_that_raises_the_site_s_version_passes(db):
    make_section()
    act(versions.SITE, change=rename(Section))
    assert Section.objects.get().name == "Another"


def test_a_version_that_rises_in_a_transaction_of_its_own_comes_too_late(db):
    make_section()

    @watching.watched
    def run():
        with transaction.atomic():
            rename(Section)()
        with transaction.atomic():
            versions.bump(versions.SITE)

    with pytest.raises(watching.NotRaised, match="another transaction"):
        run()


def test_a_row_that_is_deleted_counts_as_a_change(db):
    make_page()
    with pytest.raises(watching.NotRaised, match="FlatPage"):
        act(change=lambda: FlatPage.objects.all().delete())


def test_the_inner_of_two_acts_is_judged_with_the_outer_one(db):
    make_section()
    act(versions.SITE, change=watching.watched(rename(Section)))


def test_what_readers_do_not_see_needs_no_version(db):
    make_edition()
    make_comment(publish_article())
    act(change=lambda: Edition.objects.filter(status="draft").update(headline="Another"))
    act(change=lambda: Comment.objects.update(name="Another"))
    assert not Comment.objects.public().exists()


def test_when_the_schedule_looks_next_needs_no_version(db):
    act(change=lambda: Publication.objects.expect(publish_article().first_published_at))


@pytest.mark.parametrize("raised", [[], [versions.COMMENTS], ["article:0"]])
def test_a_thread_that_changes_needs_both_of_its_versions(db, raised):
    make_comment(status="approved")
    with pytest.raises(watching.NotRaised, match="raise article:"):
        act(*raised, change=lambda: Comment.objects.update(is_featured=True))


def test_a_thread_that_changes_passes_with_both_of_its_versions(db):
    comment = make_comment(status="approved")
    both = versions.COMMENTS, versions.article_key(comment.article_id)
    act(*both, change=lambda: Comment.objects.update(is_featured=True))
    assert Comment.objects.get().is_featured


def test_requests_are_watched(db, client, monkeypatch):
    make_section()
    compose = front.compose
    monkeypatch.setattr(front, "compose", lambda now: rename(Section)() and compose(now))
    with pytest.raises(watching.NotRaised, match="Section"):
        client.get("/")
