"""A small mark drawn from a name, so that one author's comments are told at a glance. Pure.

Five rows of five squares, each the mirror of itself, in one of six colours of the stylesheet. The
same name has the same mark everywhere; nothing is asked of anybody.
"""

import hashlib
from functools import lru_cache

COLOURS = 6
_SIDE = 5
# One row: its outer squares, those beside them, the one in the middle.
_ROWS = (
    "",
    "M2 {y}h1",
    "M1 {y}h1m1 0h1",
    "M1 {y}h3",
    "M0 {y}h1m3 0h1",
    "M0 {y}h1m1 0h1m1 0h1",
    "M0 {y}h2m1 0h2",
    "M0 {y}h5",
)


@lru_cache(maxsize=1000)
def draw(name: str) -> str:
    """Return the SVG of ``name``, hidden from screen readers."""
    seed = int.from_bytes(hashlib.blake2b(name.encode(errors="replace"), digest_size=4).digest())
    seed, colour = divmod(seed, COLOURS)
    path = ""
    for row in range(_SIDE):
        seed, kind = divmod(seed, len(_ROWS))
        path += _ROWS[kind].format(y=row + 0.5)
    return (
        f'<svg class="mark m{colour}" viewBox="0 0 5 5" aria-hidden="true"><path d="{path}"/></svg>'
    )
