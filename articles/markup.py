"""What is done with an edition's HTML before it is shown. Pure; the HTML is sanitised already."""

import re

# A tag as the sanitiser writes it: names in lower case, values between double quotes.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^">]|"[^"]*")*+>')
_VOID_TAGS = {"br", "hr"}


def split_after(html: str, counts: set[int]) -> dict[int, str]:
    """Cut ``html`` after its first ``n`` outermost elements for each ``n`` of ``counts``.

    Returns the pieces in order, each under the count it ends at; the rest of the text is under
    the number of all elements. A count beyond the last element is that number; 0 gives ''. In
    HTML that is not balanced, an element that is never closed reaches to the end.

    >>> split_after("<p>a</p><p>b</p><p>c</p>", {0, 1})
    {0: '', 1: '<p>a</p>', 3: '<p>b</p><p>c</p>'}
    """
    ends = [0, *_ends(html)]
    total = len(ends) - 1
    pieces, done = {}, 0
    for count in sorted({min(count, total) for count in counts} | {total}):
        end = len(html) if count == total else ends[count]
        pieces[count] = html[done:end]
        done = end
    return pieces


def _ends(html: str) -> list[int]:
    """Return where in the text each outermost element ends."""
    ends, depth = [], 0
    for tag in _TAG.finditer(html):
        change = -1 if tag[1] else 1
        if tag[2] in _VOID_TAGS:
            change = 0
        elif depth + change < 0:  # It closes nothing.
            continue
        depth += change
        if depth == 0:
            ends.append(tag.end())
    return ends
