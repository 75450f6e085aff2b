"""The tags with which pages say what they are, to people and machines."""

import pytest
from django.template import Context, Template

from masthead.models import Publication
from tests import schema_org
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def rendered(rf, source: str, **context) -> str:
    request = rf.get("/meetings/?after=1")
    template = Template("{% load semantics %}" + source)
    return template.render(Context(context | {"request": request}))


def test_what_is_kept_for_later_is_one_line_and_escaped_once(rf):
    source = "{% one_line as title %}  {{ name }}\n  and more{% endone_line %}[{{ title }}]"
    assert rendered(rf, source, name='"A" & B') == "[&quot;A&quot; &amp; B and more]"


def test_breadcrumbs_lead_from_the_front_page_to_the_page_that_is_open(rf):
    html = rendered(rf, '{% breadcrumbs "Meetings" "/meetings/" name %}', name="A & B")
    assert '<a href="/">Front page</a>' in html
    assert '<a href="/meetings/">Meetings</a>' in html
    assert '<span aria-current="page" dir="auto">A &amp; B</span>' in html


def test_breadcrumbs_tell_machines_what_they_show(rf):
    html = rendered(rf, '{% breadcrumbs "Meetings" "/meetings/" name %}', name="A & B")
    assert schema_org.faults(html) == []
    items = schema_org.of_type(html, "BreadcrumbList")["itemListElement"]
    assert [item["name"] for item in items] == ["Front page", "Meetings", "A & B"]
    assert [item["item"]["@id"] for item in items[:2]] == [
        "http://testserver/",
        "http://testserver/meetings/",
    ]
    assert "item" not in items[2]


def test_a_shared_page_has_its_own_title_without_the_paper_s(rf):
    Publication.objects.create(name="A & B")
    html = rendered(rf, '{% shared title "Who met whom" %}', title="“C & D” – A & B")
    assert '<meta property="og:title" content="“C &amp; D”">' in html
    assert '<meta property="og:site_name" content="A &amp; B">' in html


def test_a_shared_page_says_where_it_is_without_parameters(rf):
    html = rendered(rf, '{% shared "Meetings" "Who met whom" %}')
    assert '<meta property="og:url" content="http://testserver/meetings/">' in html
    assert '<meta property="og:type" content="website">' in html
    assert '<meta property="og:locale" content="en_US">' in html
    assert "og:image" not in html
    assert '<meta name="twitter:card" content="summary">' in html


def test_a_shared_page_shows_its_own_picture_before_the_papers_logo(rf):
    logo, own = make_image(alt="Logo"), make_image(alt="")
    Publication.objects.create(name="The Gazette", logo=logo)
    with_logo = rendered(rf, '{% shared "Meetings" "Who met whom" %}')
    assert f'"og:image" content="http://testserver/pictures/{logo.pk}/"' in with_logo
    assert '"og:image:alt" content="Logo"' in with_logo
    with_own = rendered(rf, '{% shared "Meetings" "Who met whom" image=own %}', own=own)
    assert f'"og:image" content="http://testserver/pictures/{own.pk}/"' in with_own
    assert '"og:image:width" content="8"' in with_own
    assert "og:image:alt" not in with_own
