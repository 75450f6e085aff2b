"""The paper's colours as a stylesheet of its own, since public pages hold no styles.

Its address holds a digest of what is in it, so that a browser may keep it for good.
"""

import hashlib

from django.urls import reverse

from . import colours
from .models import Publication


def stylesheet(publication: Publication) -> str:
    """Return the rules that replace the house's colours; '' where the paper has none."""
    themes = [_theme(publication, is_dark=is_dark) for is_dark in (False, True)]
    light, dark = (":root{" + ";".join(rules) + "}" if rules else "" for rules in themes)
    if dark:
        dark = "@media screen and (prefers-color-scheme:dark){" + dark + "}"
    return f"@layer base{{{_light(light)}{dark}}}" if light or dark else ""


def address(publication: Publication) -> str:
    """Return where the stylesheet is; '' where there is none."""
    css = stylesheet(publication)
    return reverse("identity", args=[digest(css)]) if css else ""


def digest(css: str) -> str:
    return hashlib.sha256(css.encode()).hexdigest()[:12]


def _light(rules: str) -> str:
    """Keep what is for the light theme from the dark one, whose own may be the house's."""
    return f"@media print,(prefers-color-scheme:light){{{rules}}}" if rules else ""


def _theme(publication: Publication, *, is_dark: bool) -> list[str]:
    own = publication.palette(is_dark=is_dark)
    house = colours.DARK if is_dark else colours.LIGHT
    rules = []
    if own.accent != house.accent:
        rules += [f"--accent:{own.accent}", f"--on-accent:{colours.over(own.accent)}"]
    if own.paper != house.paper:
        rules += [f"--paper:{own.paper}", f"--tint:{own.tint}"]
    return rules
