import dataclasses
import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from masthead import colours

hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def palettes_of_the_stylesheet() -> list[dict[str, str]]:
    """Return the colours of the light and the dark theme: the first two blocks for ``:root``."""
    css = (settings.BASE_DIR / "static/css/newsroom.css").read_text()
    blocks = [block.split("}")[0] for block in css.split(":root {")[1:3]]
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


def test_black_on_white_is_the_most_there_is():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(hexes)
def test_black_or_white_can_be_read_on_any_colour(colour):
    assert colours.contrast(colours.over(colour), colour) >= colours.TEXT


@pytest.mark.parametrize("theme", [0, 1])
def test_the_house_palettes_are_those_of_the_stylesheet(theme):
    palette = (colours.LIGHT, colours.DARK)[theme]
    there = palettes_of_the_stylesheet()[theme]
    assert dataclasses.asdict(palette).items() <= there.items()
    assert palette.too_faint() == []


def test_what_is_too_faint_is_told_with_its_contrast():
    palette = dataclasses.replace(colours.LIGHT, accent="#e0b0b0")
    [paper, tint] = palette.too_faint()
    assert (paper[0], paper[1], tint[1]) == ("accent", "paper", "tint")
    assert paper[2] == pytest.approx(colours.contrast("#e0b0b0", colours.LIGHT.paper))
    assert paper[3] == colours.TEXT


def test_a_tint_lies_between_paper_and_ink():
    assert colours.tint("#ffffff", "#000000") == "#f2f2f2"
