"""How much a reader's browser loads, and whether its colours can be told apart."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from newsroom import roles
from newsroom.demo import loading

STATIC = settings.BASE_DIR / "static"
COLOUR = re.compile(r"--([\w-]+): #([0-9a-f]{6}|[0-9a-f]{3});")
# WCAG 2.2: text 4.5 (1.4.3), edges of fields 3 (1.4.11).
PAIRS = [
    ("ink", "paper", 4.5),
    ("ink", "tint", 4.5),
    ("muted", "paper", 4.5),
    ("muted", "tint", 4.5),
    ("accent", "paper", 4.5),
    ("accent", "tint", 4.5),
    ("on-accent", "accent", 4.5),
    ("error", "paper", 4.5),
    ("ink", "error-tint", 4.5),
    ("edge", "paper", 3),
    ("edge", "tint", 3),
]


@pytest.mark.parametrize(
    ("name", "most"), [("css/newsroom.css", 12_000), ("js/newsroom.js", 3_000)]
)
def test_a_public_file_stays_within_its_budget(name, most):
    assert len(gzip.compress((STATIC / name).read_bytes())) <= most


def test_the_report_with_all_that_it_loads_stays_within_its_budget(client, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    roles.sync()
    loading.load()
    html = client.get(f"/articles/{loading.REPORT}/").text
    loaded = re.findall(r'(?:src|href)="/static/((?:css|js)/[\w./-]+)"', html)
    assert {Path(name).suffix for name in loaded} == {".css", ".js"}
    pieces = [html.encode(), *((STATIC / name).read_bytes() for name in loaded)]
    assert sum(len(gzip.compress(piece)) for piece in pieces) <= 30_000


def palettes() -> dict[str, dict[str, str]]:
    """Return the colours by theme: the first two blocks for ``:root`` of the stylesheet."""
    css = (STATIC / "css/newsroom.css").read_text()
    light, dark = (block.split("}")[0] for block in css.split(":root {")[1:3])
    lights = dict(COLOUR.findall(light))
    return {"light": lights, "dark": lights | dict(COLOUR.findall(dark))}


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2 of three or six hex digits."""
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_told_apart(theme, front, back, least):
    colours = palettes()[theme]
    darker, lighter = sorted(luminance(colours[name]) for name in (front, back))
    assert (lighter + 0.05) / (darker + 0.05) >= least
