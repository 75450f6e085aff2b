"""Colours and their contrast, by the definitions of WCAG 2.2.

A colour is written ``#rrggbb``, in lower or upper case.
"""

import re
from dataclasses import dataclass

TEXT = 4.5  # Success criterion 1.4.3.
EDGE = 3.0  # Success criterion 1.4.11.
TINTED = 0.05
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """What a theme draws with: two backgrounds, the edges of fields, and colours of text."""

    paper: str
    tint: str
    ink: str
    muted: str
    edge: str
    accent: str
    error: str

    def too_faint(self) -> list[tuple[str, str, float, float]]:
        """Return what cannot be told from its background: name, background, contrast, need."""
        needs = {"ink": TEXT, "muted": TEXT, "accent": TEXT, "error": TEXT, "edge": EDGE}
        found = [
            (name, ground, contrast(getattr(self, name), getattr(self, ground)), need)
            for name, need in needs.items()
            for ground in ("paper", "tint")
        ]
        return [one for one in found if one[2] < one[3]]


# The house's own, as css/newsroom.css has them.
LIGHT = Palette(
    paper="#fbf9f4",
    tint="#f2eee4",
    ink="#1b1a17",
    muted="#625c50",
    edge="#81796a",
    accent="#9d1c1c",
    error="#a3140f",
)
DARK = Palette(
    paper="#151412",
    tint="#1f1d1a",
    ink="#e8e3d8",
    muted="#aba495",
    edge="#7d7667",
    accent="#f28b7b",
    error="#ff9d8c",
)


def is_one(text: str) -> bool:
    return _COLOUR.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: str) -> str:
    """Return black or white, whichever is better read on ``colour``: at least 4.5 it is always."""
    return max(("#ffffff", "#000000"), key=lambda one: contrast(one, colour))


def tint(paper: str, ink: str) -> str:
    """Return ``paper`` with a little ``ink`` in it."""
    pairs = zip(_channels(paper), _channels(ink), strict=True)
    mixed = [round(ground + (text - ground) * TINTED) for ground, text in pairs]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
