import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from masthead import identity
from masthead.models import Publication
from tests.factories import make_page

NAVY = "#1c3f7a"


def errors(**colours: str) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        Publication(name="Paper", **colours).full_clean()
    return refused.value.message_dict


def test_a_paper_without_colours_of_its_own_asks_for_no_stylesheet(client, db):
    assert identity.stylesheet(Publication()) == ""
    assert "/identity-" not in client.get("/").text


def test_the_colours_are_a_stylesheet_that_browsers_keep(client, db):
    paper = Publication.objects.create(name="Paper", accent=NAVY)
    address = identity.address(paper)
    assert f'<link rel="stylesheet" href="{address}">' in client.get("/").text
    response = client.get(address)
    assert response["Content-Type"].startswith("text/css")
    assert f"--accent:{NAVY};--on-accent:#ffffff" in response.text
    assert "immutable" in response["Cache-Control"]


def test_the_dark_theme_keeps_its_colours_where_only_the_light_ones_are_given():
    css = identity.stylesheet(Publication(accent=NAVY))
    assert css.startswith("@layer base{@media print,(prefers-color-scheme:light){:root{")
    assert "prefers-color-scheme:dark" not in css


def test_each_theme_has_its_background_with_a_tint_of_it():
    css = identity.stylesheet(Publication(paper="#ffffff", paper_dark="#000000"))
    light, dark = css.split("(prefers-color-scheme:dark)")
    assert "--paper:#ffffff;--tint:#f4f4f3" in light
    assert "--paper:#000000;--tint:#0c0b0b" in dark


def test_an_earlier_address_leads_to_the_present_colours(client, db):
    before = identity.address(Publication(accent=NAVY))
    paper = Publication.objects.create(name="Paper", accent="#7a1c3f")
    response = client.get(before)
    assert response["Location"] == identity.address(paper)
    assert response["Cache-Control"] == "no-cache"


def test_an_address_of_a_paper_that_gave_its_colours_up_still_answers(client, db):
    before = identity.address(Publication(accent=NAVY))
    response = client.get(before, follow=True)
    assert (response.status_code, response.text) == (200, "")


@pytest.mark.parametrize(
    ("field", "colour", "said"),
    [
        ("accent", "#e0b0b0", "the accent colour has a contrast of 1."),
        ("accent_dark", "#700000", "the accent colour has a contrast of"),
        ("paper", "#808080", "the text has a contrast of 4."),
        ("paper_dark", "#555555", "small print has a contrast of"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast(field, colour, said, db):
    [message] = errors(**{field: colour})[field]
    assert said in message
    assert "Choose a colour" in message


@pytest.mark.parametrize("word", ["red", "#fff", "#12345g", "#1234567", "#123456\n"])
def test_what_is_no_colour_is_refused(word, db):
    assert list(errors(accent=word)) == ["accent"]


def test_a_background_goes_with_an_accent_that_can_be_read_on_it(db):
    Publication(name="Paper", accent=NAVY, paper="#ffffff").full_clean()


def test_the_foot_of_a_page_tells_whom_to_write_to(client, db):
    Publication.objects.create(
        name="Paper", contact_email="letters@paper.example", copyright_notice="© The Paper"
    )
    text = client.get("/").text
    assert '<a href="mailto:letters@paper.example">' in text
    assert "© The Paper" in text


def test_the_policies_come_with_the_paper_but_not_their_texts(db, django_assert_num_queries):
    page = make_page(slug="errors", title="Errors")
    Publication.objects.create(name="Paper", corrections_policy=page)
    with django_assert_num_queries(1):
        policy = Publication.objects.current().corrections_policy
        assert policy.get_absolute_url() == reverse("masthead:page", args=["errors"])
