"""Two that change what readers see at the same moment never wait for each other on PostgreSQL.

Each test stops one of them at its worst moment, lets the other run until it waits for a lock or is
done, and then both go on. Where they wait for each other, PostgreSQL ends one with an error.
"""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from threading import Event

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, Coverage, Slot
from comments import moderation, posting
from comments.models import Comment, Policy
from masthead import versions
from masthead.models import FlatPage, Publication
from meetings import recording
from newsroom import due
from tests.factories import (
    make_comment,
    make_edition,
    make_meeting,
    make_page,
    make_slot,
    make_user,
    publish_article,
)
from tests.factories.comments import make_post
from tests.meetings.admin.filling import save

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted"


@pytest.fixture
def cross(monkeypatch):
    """Return a function that starts ``other`` after the first call of ``place``, and its future."""
    pool = ThreadPoolExecutor(1)

    def arrange(owner, name, other):
        original, started = getattr(owner, name), []

        @wraps(original)
        def then(*args, **kwargs):
            result = original(*args, **kwargs)
            if not started:
                started.append(pool.submit(_alone, other))
                _let_run(started[0])
            return result

        monkeypatch.setattr(owner, name, then)
        return started

    yield arrange
    pool.shutdown()


def _alone(function):
    try:
        return function()
    finally:
        connection.close()


def _let_run(future):
    pause = Event()
    while not future.done():
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone():
                return
        pause.wait(0.01)


@pytest.fixture
def desk() -> Client:
    return signed_in()


def signed_in() -> Client:
    client = Client()
    user = make_user(is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def live(article) -> Article:
    return Article.objects.live().get(pk=article.pk)


def test_a_reply_is_posted_while_an_edit_of_its_parent_is_approved(cross):
    Policy.objects.create(mode=Policy.Mode.NONE_HELD)
    parent = make_comment()
    revision = parent.newest_revision()
    posting.add_revision(
        parent, "Again.", posting.Outcome(verdict="hold", findings=()), number=2, at=timezone.now()
    )
    assert parent.shown == revision
    reply = make_post(parent=parent.pk)
    others = cross(
        moderation.deciding.outcomes, "note", lambda: posting.post(live(parent.article), reply)
    )
    moderation.approve(parent, moderator=make_user())
    assert others[0].result().is_public


def test_a_comment_is_posted_while_the_desk_approves_and_answers_another(cross, desk):
    Policy.objects.create(mode=Policy.Mode.NONE_HELD)
    comment = make_comment(status="pending")
    others = cross(moderation, "approve", lambda: posting.post(live(comment.article), make_post()))
    address = reverse("desk:reply", args=[comment.pk])
    assert desk.post(address, {"text": "Thanks.", "approves": "on"}).status_code == 303
    assert others[0].result().is_public
    assert Comment.objects.public().count() == 3


def test_a_slot_is_kept_for_longer_while_the_schedule_takes_it_out(cross, desk):
    now = timezone.now()
    Publication.objects.create()
    publishing.schedule(make_edition(), by=None, publish_at=now + dt.timedelta(minutes=1))
    slot = make_slot(publish_article(), until=now + dt.timedelta(minutes=1))
    address = reverse("admin:articles_slot_change", args=[slot.pk])
    fields = {"article": slot.article_id, "place": "lead", "order": 0}
    others = cross(versions, "bump", lambda: desk.post(address, fields))
    due.carry_out(now + dt.timedelta(minutes=2))
    assert others[0].result().status_code == 302
    assert Article.objects.live().count() == 2


def test_an_article_about_a_meeting_is_published_while_the_meeting_is_saved(cross, desk):
    meeting, edition = make_meeting(), make_edition()

    @transaction.atomic
    def publish():
        Coverage.objects.create(edition=edition, meeting=meeting)
        return publishing.publish(edition, by=None)

    others = cross(recording, "note_change", publish)
    address = reverse("admin:meetings_meeting_change", args=[meeting.pk])
    assert save(desk, address, name="Renamed").status_code == 302
    assert others[0].result().status == "published"


def test_an_article_is_given_a_place_while_it_is_published_anew(cross):
    article = publish_article()
    edition = publishing.open_edition(article, by=None)

    @transaction.atomic
    def give_a_place():
        slot = make_slot(article)
        versions.bump(versions.SITE)
        return slot

    others = cross(publishing.finding, "index", give_a_place)
    publishing.publish(edition, by=None)
    assert others[0].result() == Slot.objects.get()


def test_a_page_is_saved_while_the_order_of_all_is_changed_in_their_list(cross, desk):
    first, second = make_page(), make_page()
    rows = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"}
    for number, page in enumerate((first, second)):
        rows |= {f"form-{number}-id": page.pk, f"form-{number}-order": 5 + number}
    address = reverse("admin:masthead_flatpage_change", args=[second.pk])
    typed = {"title": "Typed", "slug": "typed", "body": "<p>Text.</p>", "order": 0}
    others = cross(versions, "bump", lambda: signed_in().post(address, typed))
    assert desk.post(reverse("admin:masthead_flatpage_changelist"), rows).status_code == 302
    assert others[0].result().status_code == 302
    assert FlatPage.objects.get(pk=second.pk).title == "Typed"
