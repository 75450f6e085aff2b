"""What editors do with the front page in the admin."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Slot
from masthead import versions
from masthead.models import Publication
from tests.factories import make_edition, make_section, make_slot, publish_article

LIST = reverse("admin:articles_slot_changelist")
ADD = reverse("admin:articles_slot_add")

pytestmark = pytest.mark.django_db


def give(client, article, *, to=ADD, **fields):
    """Send the form; return its errors by field, or None where it was saved."""
    key = article.pk if article else ""
    answers = {"article": key, "place": "lead", "section": "", "order": 0, **fields}
    response = client.post(to, answers)
    if response.status_code == 302:
        return None
    errors = response.context["adminform"].form.errors
    return {name: " ".join(texts) for name, texts in errors.items()}


def in_an_hour():
    return timezone.now().replace(microsecond=0) + dt.timedelta(hours=1)


def until(moment):
    local = timezone.localtime(moment)
    return {"until_0": local.strftime("%Y-%m-%d"), "until_1": local.strftime("%H:%M:%S")}


def test_an_editor_gives_an_article_a_place_and_the_page_is_made_anew(editor_client, article):
    before = versions.number(versions.SITE)
    assert give(editor_client, article) is None
    assert Slot.objects.get().article == article
    assert versions.number(versions.SITE) == before + 1


def test_a_place_with_an_end_is_expected_by_the_schedule(editor_client, article):
    end = in_an_hour()
    assert give(editor_client, article, **until(end)) is None
    assert Slot.objects.get().until == Publication.objects.get().next_due_at == end


def test_an_end_in_the_past_is_refused(editor_client, article):
    past = timezone.now() - dt.timedelta(minutes=2)
    assert "This time is past." in give(editor_client, article, **until(past))["until"]


def test_an_article_that_is_not_published_is_refused(editor_client):
    errors = give(editor_client, make_edition().article)
    assert "This article is not published." in errors["article"]


def test_an_article_with_a_place_gets_no_second(editor_client, article):
    make_slot(article, "second")
    assert "has a place on the front page already" in give(editor_client, article)["article"]


def test_there_is_one_lead(editor_client, article):
    make_slot(publish_article(slug="first-lead"), "lead")
    errors = give(editor_client, article)
    assert errors["place"] == ("There is no room left here: “first-lead”. Take one out first.")


def test_a_lead_that_has_ended_leaves_room_for_another(editor_client, article):
    make_slot(publish_article(), "lead", until=timezone.now() - dt.timedelta(days=1))
    assert give(editor_client, article) is None


def test_a_strip_has_room_for_three(editor_client, article):
    section = make_section()
    for _ in range(3):
        make_slot(publish_article(), "strip", section=section)
    assert "no room" in give(editor_client, article, place="strip", section=section.pk)["place"]
    other = make_section()
    assert give(editor_client, article, place="strip", section=other.pk) is None


@pytest.mark.parametrize("place", ["lead", "strip"])
def test_a_section_goes_with_a_strip_alone(editor_client, article, place):
    section = make_section().pk if place == "lead" else ""
    errors = give(editor_client, article, place=place, section=section)
    assert "A section goes with a strip" in errors["__all__"]


def test_a_place_that_is_none_is_refused(editor_client, article):
    assert "place" in give(editor_client, article, place="nowhere")
    assert "article" in give(editor_client, None)


def test_a_place_whose_article_was_withdrawn_can_still_be_changed(editor_client, article):
    slot = make_slot(article, "lead")
    publishing.withdraw(article, by=None, reason="legal", note="")
    address = reverse("admin:articles_slot_change", args=[slot.pk])
    assert give(editor_client, article, to=address, order=3) is None
    slot.refresh_from_db()
    assert slot.order == 3


def test_a_place_saved_as_it_is_stays(editor_client, article):
    slot = make_slot(article, "lead", until=timezone.now() - dt.timedelta(days=1))
    address = reverse("admin:articles_slot_change", args=[slot.pk])
    assert give(editor_client, article, to=address, **until(slot.until)) is None


def test_the_list_names_the_headlines_and_what_readers_do_not_see(editor_client):
    make_slot(publish_article(headline="Seen by all"), "lead")
    make_slot(make_edition(headline="Not yet").article, "second")
    page = editor_client.get(LIST).text
    assert "Seen by all" in page
    assert "Not yet" in page
    assert page.count("icon-no") == 1


def test_the_list_takes_as_many_queries_for_one_row_as_for_many(editor_client):
    make_slot(publish_article(), "lead")
    editor_client.get(LIST)
    with CaptureQueriesContext(connection) as once:
        editor_client.get(LIST)
    for _ in range(3):
        make_slot(publish_article(), "second")
    with CaptureQueriesContext(connection) as many:
        editor_client.get(LIST)
    assert len(many) == len(once)


def test_a_place_leads_to_the_page_it_is_on(editor_client, article):
    slot = make_slot(article, "lead")
    page = editor_client.get(reverse("admin:articles_slot_change", args=[slot.pk])).text
    assert 'href="/" class="viewsitelink"' in page


def test_the_search_for_an_article_finds_only_published_ones(editor_client):
    found = publish_article(headline="Compact signed")
    make_edition(headline="Compact drafted")
    query = {"app_label": "articles", "model_name": "slot", "field_name": "article", "term": "comp"}
    results = editor_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in results] == [str(found.pk)]


def test_the_search_of_other_forms_finds_drafts_too(editor_client):
    draft = make_edition(headline="Compact drafted").article
    query = {
        "app_label": "comments",
        "model_name": "policy",
        "field_name": "article",
        "term": "comp",
    }
    results = editor_client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in results] == [str(draft.pk)]


@pytest.mark.parametrize("who", ["reporter_client", "moderator_client"])
def test_only_editors_make_the_front_page(request, who):
    assert request.getfixturevalue(who).get(LIST).status_code == 403
