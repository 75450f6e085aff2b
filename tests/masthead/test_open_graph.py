import pytest

from masthead import open_graph


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_US"), ("es", "es_ES"), ("es-mx", "es_MX"), ("zh-hans", ""), ("eo", ""), ("", "")],
)
def test_a_locale_has_a_territory_or_is_not_said(language, locale):
    assert open_graph.locale(language) == locale


@pytest.mark.parametrize(
    ("width", "card"),
    [(1200, "summary_large_image"), (600, "summary_large_image"), (599, "summary")],
)
def test_a_wide_picture_is_shown_large(width, card):
    assert open_graph.card(width) == card


def test_without_a_picture_the_card_is_small():
    assert open_graph.card(None) == "summary"
