import pytest
from django.template import engines

from masthead.models import Publication
from tests.factories import make_image, make_page

USES_BOTH_OFTEN = """
{{ publication.name }} {{ publication.logo.alt }} {{ publication.name }}
{% for page in footer_pages %}{{ page }}{% endfor %}
{% if footer_pages %}{{ footer_pages|length }}{% endif %}
"""


def rendered(rf, source: str) -> str:
    return engines["django"].from_string(source).render({}, rf.get("/"))


def test_a_template_that_uses_neither_asks_for_nothing(rf, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        rendered(rf, "Hello")


def test_each_is_one_query_however_often_it_is_used(rf, django_assert_num_queries, db):
    Publication.objects.create(name="Paper", logo=make_image(alt="Our lion"))
    make_page(title="Rules")
    make_page(title="Privacy")
    with django_assert_num_queries(2):
        text = rendered(rf, USES_BOTH_OFTEN)
    assert text.split() == ["Paper", "Our", "lion", "Paper", "PrivacyRules", "2"]


def test_a_change_shows_in_the_next_page(rf, db):
    Publication.objects.create(name="Before")
    assert rendered(rf, "{{ publication }}") == "Before"
    Publication.objects.update(name="After")
    assert rendered(rf, "{{ publication }}") == "After"


@pytest.mark.parametrize(("order", "titles"), [((0, 0), "AZ"), ((1, 0), "ZA")])
def test_the_footer_lists_its_pages_in_order(rf, db, order, titles):
    make_page(title="A", order=order[0])
    make_page(title="Z", order=order[1])
    make_page(title="C", is_in_footer=False)
    assert rendered(rf, "{% for page in footer_pages %}{{ page }}{% endfor %}") == titles
