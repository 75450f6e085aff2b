"""A comment's text as the desk shows it: what was found in it, what an edit changed. Pure."""

import difflib
import re
from collections.abc import Iterable, Sequence

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

type Span = tuple[int, int]

_PIECES = re.compile(r"\s+|\S+")


def mark(text: str, spans: Iterable[Sequence[int]]) -> SafeString:
    """Return ``text`` as HTML with each of ``spans`` (start, end) marked; they may overlap."""
    pieces, at = [], 0
    for start, end in _joined(spans, len(text)):
        pieces += [conditional_escape(text[at:start])]
        pieces += [format_html("<mark>{}</mark>", text[start:end])]
        at = end
    return _with_lines([*pieces, conditional_escape(text[at:])])


def compare(old: str, new: str) -> SafeString:
    """Return ``new`` as HTML, with the words that are new and those of ``old`` that are gone."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    pieces = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=before, b=after).get_opcodes():
        if kind == "equal":
            pieces.append(conditional_escape("".join(after[c:d])))
        if kind in {"delete", "replace"}:
            pieces.append(format_html("<del>{}</del>", "".join(before[a:b])))
        if kind in {"insert", "replace"}:
            pieces.append(format_html("<ins>{}</ins>", "".join(after[c:d])))
    return _with_lines(pieces)


def _joined(spans: Iterable[Sequence[int]], length: int) -> list[Span]:
    """Return the spans in order, inside the text, none overlapping another."""
    joined: list[Span] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


def _with_lines(pieces: Iterable[SafeString]) -> SafeString:
    html = "".join(pieces).replace("\r\n", "\n").replace("\n", "<br>")
    return mark_safe(html)  # noqa: S308 - made of escaped parts.
