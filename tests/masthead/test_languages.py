import pytest
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext

from masthead import languages


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (("es",), "es"),
        (("es-mx",), "es"),
        (("pt", "es"), "es"),
        (("pt",), "en"),
        (("",), "en"),
        ((), "en"),
        (("en", "es"), "en"),
    ],
)
def test_the_first_language_that_the_interface_has_is_spoken(wanted, spoken):
    assert languages.spoken(*wanted) == spoken


def test_what_is_inside_is_said_in_the_language_and_what_follows_is_not():
    with languages.speaking("es"):
        assert gettext("Comments") == "Comentarios"
        assert translation.get_language() == "es"
    assert gettext("Comments") == "Comments"


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("xx", "ltr")]
)
def test_a_language_runs_in_a_direction(language, direction):
    assert languages.direction(language) == direction


@pytest.mark.parametrize(("language", "name"), [("es", "español"), ("ar", "العربيّة"), ("xx", "xx")])
def test_a_language_has_a_name_of_its_own(language, name):
    assert languages.own_name(language) == name


MARKS = "{% load languages %}<p{% own_words code %}><q{% words_in code %}>"


@pytest.mark.parametrize(
    ("page", "code", "marked"),
    [
        ("en", "en", "<p><q>"),
        ("es", "en", '<p lang="es" dir="ltr"><q lang="en" dir="ltr">'),
        ("en", "ar", '<p lang="en" dir="ltr"><q lang="ar" dir="rtl">'),
    ],
)
def test_words_of_another_language_are_marked(page, code, marked):
    with languages.speaking(page):
        assert engines["django"].from_string(MARKS).render({"code": code}) == marked


def test_templates_ask_for_both():
    source = "{% load languages %}{{ code|direction }} {{ code|own_name }}"
    assert engines["django"].from_string(source).render({"code": "he"}) == "rtl עברית"
