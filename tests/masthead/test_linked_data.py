import json

import pytest

from masthead import linked_data
from masthead.linked_data import Crumb
from masthead.models import FlatPage, Image, Publication
from tests import schema_org

SITE = "https://paper.example"
LOGO = Image(pk=3, alt="The Gazette", credit="Our own")


def checked(node):
    """Return a node, of which schema.org's vocabulary knows everything."""
    assert schema_org.faults(linked_data.script(node)) == []
    return node


def test_what_is_empty_is_left_out_and_what_is_false_is_said():
    node = linked_data.node("Thing", name="", description=None, a=[], b={}, c=False, d=0)
    assert node == {"@type": "Thing", "c": False, "d": 0}


@pytest.mark.parametrize(("values", "said"), [([], None), ([1], 1), ([1, 2], [1, 2])])
def test_a_single_value_stands_for_itself(values, said):
    assert linked_data.one_or_all(values) == said


def test_no_text_ends_the_script_element_or_opens_a_comment_in_it():
    text = "</script><!--<script>&\u2028\u2029!"
    script = linked_data.script(linked_data.node("Thing", name=text))
    inside = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside)["name"] == text


def test_the_publisher_says_what_is_known_of_it():
    paper = Publication(
        name="The Gazette",
        publisher="Gazette Ltd",
        logo=LOGO,
        contact_email="letters@paper.example",
        corrections_policy=FlatPage(slug="corrections"),
    )
    node = checked(linked_data.publisher(paper, SITE))
    assert node["legalName"] == "Gazette Ltd"
    assert node["logo"]["url"] == "https://paper.example/pictures/3/"
    assert node["correctionsPolicy"] == "https://paper.example/pages/corrections/"
    assert "ethicsPolicy" not in node


def test_a_paper_of_which_only_the_name_is_known_says_no_more():
    node = checked(linked_data.publisher(Publication(name="The Gazette"), SITE))
    assert set(node) == {"@type", "@id", "name", "url"}


@pytest.mark.parametrize(("caption", "said"), [("A hall", "A hall"), ("", "The Gazette")])
def test_a_picture_has_its_caption_else_what_stands_for_it(caption, said):
    node = checked(linked_data.picture(LOGO, SITE, caption=caption))
    assert (node["caption"], node["creditText"]) == (said, "Our own")


def test_the_site_says_where_it_is_searched():
    paper = Publication(name="The Gazette", language="es")
    node = checked(linked_data.website(paper, SITE, search="/search/"))
    template = node["potentialAction"]["target"]["urlTemplate"]
    assert template == "https://paper.example/search/?q={search_term_string}"
    assert node["publisher"]["@id"] == "https://paper.example/#publisher"
    assert node["inLanguage"] == "es"


def test_a_site_without_search_promises_none():
    node = checked(linked_data.website(Publication(name="The Gazette"), SITE, search=""))
    assert "potentialAction" not in node


def test_breadcrumbs_count_from_the_front_page_to_a_page_without_an_address():
    crumbs = [Crumb(name="Front page", address="/"), Crumb(name="A meeting")]
    first, last = checked(linked_data.breadcrumbs(crumbs, SITE))["itemListElement"]
    assert (first["position"], first["item"]["@id"]) == (1, "https://paper.example/")
    assert (last["position"], last["name"], "item" in last) == (2, "A meeting", False)
