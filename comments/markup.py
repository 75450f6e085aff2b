"""A comment's text as HTML: paragraphs, line breaks and links; everything else is text. Pure."""

import re

from django.utils.html import escape

# What ends a link though it could be part of it: punctuation of the sentence around it.
_TRAILING = ".,:;!?'\")]}»”’"
_LINK = re.compile(r"[hH][tT][tT][pP][sS]?://[^\s<>\"]+")
_PARAGRAPHS = re.compile(r"\n\s*\n")
REL = "ugc nofollow noopener"


def to_html(text: str) -> str:
    """Return ``text`` as HTML; an empty line begins a paragraph."""
    paragraphs = _PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    return "".join(f"<p>{_paragraph(paragraph.strip())}</p>" for paragraph in paragraphs)


def _paragraph(text: str) -> str:
    parts, done = [], 0
    for match in _LINK.finditer(text):
        address = _without_trailing(match[0])
        parts += [escape(text[done : match.start()]), _link(address)]
        done = match.start() + len(address)
    parts.append(escape(text[done:]))
    return "".join(parts).replace("\n", "<br>")


def _without_trailing(address: str) -> str:
    """Cut the sentence's punctuation off; a bracket stays where it was opened in the address."""
    while address[-1] in _TRAILING:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def _link(address: str) -> str:
    safe = escape(address)
    return f'<a href="{safe}" rel="{REL}">{safe}</a>'
