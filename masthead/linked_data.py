"""What pages tell machines, in the words of schema.org (JSON-LD). Pure: no query, no clock.

A node is a dict; ``site`` is where the site is, without a slash at its end. Nodes that are the same
thing on several pages have the same ``@id``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .models import FlatPage, Image, Publication

type Node = dict[str, Any]

# Nothing inside a script element may end it or open a comment (HTML, 4.12.1.3).
_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A page on the way to the present one, which is last and has no ``address``."""

    name: str
    address: str = ""


def node(kind: str, address: str = "", /, **properties: Any) -> Node:
    """Return a node of a type, whose ``@id`` is ``address``; what is empty is left out."""
    named = {"@type": kind} | ({"@id": address} if address else {})
    return named | {name: value for name, value in properties.items() if _is_given(value)}


def _is_given(value: object) -> bool:
    return value is not None and value not in ("", [], {})


def one_or_all(values: Sequence[Any]) -> Any:
    """Return the only value as it is, more as a list, none as ``None``."""
    return values[0] if len(values) == 1 else list(values) or None


def script(described: Node) -> SafeString:
    """Return the element with a node; Content Security Policy does not mind it: it is data."""
    whole = {"@context": "https://schema.org"} | described
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _ESCAPES.items():  # Many times as fast as str.translate.
        text = text.replace(character, escaped)
    written = mark_safe(text)  # noqa: S308 - escaped just now.
    return format_html('<script type="application/ld+json">{}</script>', written)


def picture_address(image: Image, site: str) -> str:
    return site + reverse("picture", args=[image.pk])


def picture(image: Image, site: str, *, caption: str = "") -> Node:
    address = picture_address(image, site)
    return node(
        "ImageObject",
        url=address,
        contentUrl=address,
        caption=caption or image.alt,
        creditText=image.credit,
    )


def publisher(paper: Publication, site: str) -> Node:
    return node(
        "NewsMediaOrganization",
        f"{site}/#publisher",
        name=paper.name,
        legalName=paper.publisher,
        url=f"{site}/",
        slogan=paper.tagline,
        email=paper.contact_email,
        logo=picture(paper.logo, site) if paper.logo else None,
        publishingPrinciples=_page(paper.publishing_principles, site),
        correctionsPolicy=_page(paper.corrections_policy, site),
        ethicsPolicy=_page(paper.ethics_policy, site),
    )


def _page(page: FlatPage | None, site: str) -> str:
    return site + page.get_absolute_url() if page else ""


def website(paper: Publication, site: str, *, search: str) -> Node:
    """Return the site and its publisher; ``search`` is the path of the page that takes ``?q=``."""
    action = node(
        "SearchAction",
        target=node("EntryPoint", urlTemplate=f"{site}{search}?q={{search_term_string}}"),
    )
    action["query-input"] = "required name=search_term_string"
    return node(
        "WebSite",
        f"{site}/#website",
        name=paper.name,
        url=f"{site}/",
        description=paper.tagline,
        inLanguage=paper.language,
        publisher=publisher(paper, site),
        potentialAction=action if search else None,
    )


def breadcrumbs(crumbs: Sequence[Crumb], site: str) -> Node:
    items = [
        node(
            "ListItem",
            position=position,
            name=crumb.name,
            item=node("WebPage", site + crumb.address) if crumb.address else None,
        )
        for position, crumb in enumerate(crumbs, start=1)
    ]
    return node("BreadcrumbList", itemListElement=items)
