"""Erasure at the reader's own wish."""

import pytest
from django.utils import timezone

from comments import editing, erasing, identity, passes
from comments.models import AuthorNote, Ban, Comment, Commenter, Policy, Subscription
from masthead import versions
from tests.factories import make_comment, make_user, publish_article

pytestmark = pytest.mark.django_db

ANA = "ana@mail.example"


@pytest.fixture
def comment(article) -> Comment:
    return make_comment(
        article,
        status=Comment.Status.APPROVED,
        email=ANA,
        name="Ana Prieto",
        text="I am Ana.",
        network="192.0.2.0/24",
        is_proven=True,
    )


def erase(comment, *, with_text=False):
    erasing.erase(comment.commenter, with_text=with_text)
    return Comment.objects.select_related("commenter", "shown").get(pk=comment.pk)


def test_name_and_address_go_and_the_text_stays_public(comment):
    erased = erase(comment)
    assert (erased.name, erased.commenter.email, erased.network) == ("", "", "")
    assert (erased.status, erased.shown.text) == ("approved", "I am Ana.")


def test_the_text_goes_in_all_its_versions_if_asked(comment):
    Policy.objects.create(mode="none-held")
    editing.edit(comment, "I am still Ana.", network="")
    erased = erase(comment, with_text=True)
    assert erased.status == "approved"
    assert {revision.text for revision in erased.revisions.all()} == {"[removed by its author]"}
    assert "Ana" not in "".join(revision.html for revision in erased.revisions.all())


def test_what_checks_noticed_goes(comment):
    comment.revisions.update(findings=[{"check": "x", "detail": "Ana Prieto"}])
    assert erase(comment).revisions.get().findings == []


def test_the_key_stays_so_that_a_ban_does(comment, moderator):
    author = {"commenter": comment.commenter}
    common = {"created_at": timezone.now(), "created_by": moderator}
    Ban.objects.create(**author, **common, reason="abuse", note="Ana again")
    erase(comment)
    ban = Ban.objects.in_force(timezone.now()).get()
    assert ban.commenter.email_key == identity.email_key(ANA, "only-for-tests")
    assert ban.note == ""


def test_whatever_was_written_about_the_person_goes(comment):
    note = {"text": "Knows the mayor.", "at": timezone.now(), "author": make_user()}
    AuthorNote.objects.create(commenter=comment.commenter, **note)
    comment.decisions.update(note="Ana’s cousin")
    other = make_comment(comment.article, status="approved")
    other.reports.create(
        reporter=comment.commenter.email_key, reason="abuse", details="Ana!", at=timezone.now()
    )
    erase(comment)
    assert AuthorNote.objects.get().text == ""
    assert set(comment.decisions.values_list("note", flat=True)) == {""}
    assert (other.reports.get().details, other.reports.get().reason) == ("", "abuse")


def test_mail_ends_and_every_pass_and_link_dies(comment):
    Subscription.objects.create(comment=comment, created_at=timezone.now())
    tokens = passes.issue(comment.commenter), passes.link(comment.commenter)
    erase(comment)
    assert Subscription.objects.get().ended_at
    assert passes.holder(tokens[0]) is passes.reader_of(tokens[1]) is None


def test_comments_of_others_are_left_alone(comment):
    other = make_comment(comment.article, name="Bo", network="192.0.3.0/24")
    erase(comment, with_text=True)
    other.refresh_from_db()
    assert (other.name, bool(other.network)) == ("Bo", True)
    assert "Comment" in other.revisions.get().text


def test_what_waits_is_taken_back_with_its_text_only(comment):
    waiting = make_comment(comment.article, email=ANA, text="Wait for me.")
    erase(comment)
    waiting.refresh_from_db()
    assert waiting.queue == "pending"
    erase(comment, with_text=True)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.deleted_at is None) == ("removed", False)


def test_an_edit_that_waits_leaves_the_desk_with_its_text(comment):
    editing.edit(comment, "I am Ana P.", network="")
    erased = erase(comment, with_text=True)
    assert (erased.status, erased.queue) == ("approved", "approved")
    assert "Ana" not in erased.shown.html


def test_the_pages_that_showed_the_name_are_renewed(comment):
    other = publish_article()
    keys = [versions.article_key(pk) for pk in (comment.article_id, other.pk)]
    keys += [versions.COMMENTS, versions.SITE]
    before = [versions.number(key) for key in keys]
    erase(comment)
    raised = [versions.number(key) - old for key, old in zip(keys, before, strict=True)]
    assert raised == [1, 0, 1, 0]


def test_with_very_many_articles_the_whole_site_is_renewed_instead(comment, monkeypatch):
    monkeypatch.setattr(erasing, "MOST_ARTICLES", 0)
    before = versions.number(versions.SITE)
    erase(comment)
    assert versions.number(versions.SITE) == before + 1


def test_where_nothing_was_public_no_page_is_renewed(article):
    waiting = make_comment(article)
    before = versions.number(versions.COMMENTS)
    erase(waiting)
    assert versions.number(versions.COMMENTS) == before


def test_the_number_of_queries_does_not_grow_with_comments(comment, django_assert_max_num_queries):
    for _ in range(20):
        make_comment(comment.article, status="approved", email=ANA)
    with django_assert_max_num_queries(20):
        erase(comment, with_text=True)


def test_whoever_comments_with_the_address_again_begins_anew(comment):
    erase(comment)
    again = make_comment(comment.article, email=ANA, name="Ana")
    assert again.commenter == comment.commenter
    commenter = Commenter.objects.get()
    assert (commenter.email, commenter.erased_at) == (ANA, None)
    comment.refresh_from_db()
    assert comment.name == ""
