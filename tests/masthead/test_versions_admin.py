"""Whatever is saved or deleted in the admin of what readers see raises the site's version, last."""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Edition
from masthead import versions
from masthead.models import Publication
from masthead.versioned_admin import VersionedAdmin
from tests import factories as make
from tests import shown
from tests.meetings.admin.filling import save

# Of each: a row that readers see, and what is typed.
CHANGED = {
    "masthead.FlatPage": (make.make_page, {"title": "Typed"}),
    "masthead.Image": (make.make_image, {"credit": "Typed"}),
    "masthead.Publication": (Publication.objects.create, {"tagline": "Typed"}),
    "meetings.Agreement": (make.make_agreement, {"name": "Typed"}),
    "meetings.Meeting": (make.make_meeting, {"summary": "Typed"}),
    "meetings.Office": (make.make_office, {"title": "Typed"}),
    "meetings.Organization": (make.make_organization, {"name": "Typed"}),
    "meetings.Person": (make.make_person, {"name": "Typed"}),
    "meetings.Place": (make.make_place, {"name": "Typed"}),
    "articles.Section": (make.make_section, {"name": "Typed"}),
    "articles.Slot": (lambda: make.make_slot(make.publish_article()), {"order": "7"}),
    "articles.Topic": (make.make_topic, {"name": "Typed"}),
}
# What cannot be changed or deleted there once readers see it, and where that is tested.
FIXED = {
    "articles.Article": "only a search, without pages",
    "articles.Edition": "published ones are only looked at: articles/test_admin_writing.py",
    "comments.Comment": "decided on by verbs: comments/test_admin.py",
    "comments.Policy": "only added: comments/test_policy_admin.py",
}
NEVER_DELETED = {"masthead.Publication"}
WRITE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) \"(\w+)")


def address(label: str, page: str, *keys: int) -> str:
    return reverse(f"admin:{label.lower().replace('.', '_')}_{page}", args=keys)


def writes(queries: CaptureQueriesContext) -> list[str]:
    """Return the tables that were written, in order."""
    found = (WRITE.match(query["sql"]) for query in queries)
    return [match[1] for match in found if match]


def test_every_admin_of_what_readers_see_is_tried_here():
    registered = {model._meta.label for model in admin.site._registry}  # noqa: SLF001
    assert registered & shown.SHOWN.keys() == CHANGED.keys() | FIXED.keys()


def test_every_admin_in_which_what_readers_see_can_be_changed_is_a_versioned_one():
    for model, one in admin.site._registry.items():  # noqa: SLF001
        assert (model._meta.label not in CHANGED) or isinstance(one, VersionedAdmin), model


@pytest.mark.parametrize("label", CHANGED)
def test_a_changed_row_raises_the_version_after_all_else_is_written(label, administrator_client):
    factory, typed = CHANGED[label]
    page = address(label, "change", factory().pk)
    before = versions.number(versions.SITE)
    with CaptureQueriesContext(connection) as queries:
        assert save(administrator_client, page, **typed).status_code == 302
    ((name, value),) = typed.items()
    assert str(getattr(shown.models()[label].objects.latest("pk"), name)) == value
    assert versions.number(versions.SITE) == before + 1
    own = [table for table in writes(queries) if not table.startswith("django_")]
    assert own[-1] == "masthead_pageversion"


@pytest.mark.parametrize("label", sorted(CHANGED.keys() - NEVER_DELETED))
def test_a_deleted_row_raises_the_version_after_all_else_is_written(label, administrator_client):
    factory, _ = CHANGED[label]
    row = factory()
    before = versions.number(versions.SITE)
    with CaptureQueriesContext(connection) as queries:
        administrator_client.post(address(label, "delete", row.pk), {"post": "yes"})
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert versions.number(versions.SITE) == before + 1
    own = [table for table in writes(queries) if not table.startswith("django_")]
    assert own[-1] == "masthead_pageversion"


@pytest.mark.parametrize("label", sorted(CHANGED.keys() - NEVER_DELETED))
def test_rows_deleted_together_raise_the_version(label, administrator_client):
    factory, _ = CHANGED[label]
    row = factory()
    chosen = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    before = versions.number(versions.SITE)
    administrator_client.post(address(label, "changelist"), chosen)
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert versions.number(versions.SITE) > before


def test_a_place_on_the_front_page_that_goes_with_its_section_is_noticed(administrator_client):
    section = make.make_section()
    make.make_slot(make.publish_article(), "strip", section=section)
    before = versions.number(versions.SITE)
    administrator_client.post(address("articles.Section", "delete", section.pk), {"post": "yes"})
    assert versions.number(versions.SITE) == before + 1


def test_a_row_added_in_a_window_of_its_own_raises_the_version(administrator_client):
    typed = {"name": "Typed", "slug": "typed", "order": 0, "_popup": 1}
    answer = administrator_client.post(address("articles.Section", "add"), typed)
    assert answer.status_code == 200
    assert versions.number(versions.SITE) == 1


def test_what_is_typed_into_a_draft_raises_nothing(administrator_client):
    draft = make.make_edition()
    page = address("articles.Edition", "change", draft.pk)
    assert save(administrator_client, page, headline="Typed").status_code == 302
    assert Edition.objects.get().headline == "Typed"
    assert versions.number(versions.SITE) == 0
