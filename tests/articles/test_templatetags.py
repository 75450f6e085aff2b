import datetime as dt

import pytest
from django.template import Context, Template

from articles import publishing
from articles.templatetags import articles as tags
from tests.factories import make_edition, make_meeting

pytestmark = pytest.mark.django_db

DAY = dt.datetime(2019, 3, 28, tzinfo=dt.UTC)
LIST = Template("{% load articles %}{% coverage_of meeting %}")


def test_a_meetings_page_lists_the_articles_about_it_newest_first(monkeypatch):
    monkeypatch.setattr(tags, "MOST", 2)
    meeting = make_meeting()
    for number in range(3):
        edition = make_edition(slug=f"story-{number}")
        edition.coverages.create(meeting=meeting)
        publishing.publish(edition, by=None, at=DAY + dt.timedelta(days=number))
    page = LIST.render(Context({"meeting": meeting}))
    assert 0 < page.index("story-2") < page.index("story-1")
    assert "story-0" not in page


def test_articles_that_are_not_public_are_not_listed():
    meeting = make_meeting()
    make_edition(slug="draft").coverages.create(meeting=meeting)
    assert "draft" not in LIST.render(Context({"meeting": meeting}))
