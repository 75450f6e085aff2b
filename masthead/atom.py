"""Atom (RFC 4287) as all feeds here speak it: in the language spoken, the same while it is so."""

import datetime as dt
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Atom(Atom1Feed):
    """Takes ``language`` of an item and ``content`` (HTML, with whole addresses) besides."""

    def root_attributes(self) -> dict[str, Any]:
        return super().root_attributes() | {"xml:lang": get_language() or "en"}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "Newsroom")

    def latest_post_date(self) -> dt.datetime:
        """Return when the newest entry changed; an empty feed stays the same, too."""
        return super().latest_post_date() if self.items else BEGINNING

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        language = item.get("language")
        return super().item_attributes(item) | ({"xml:lang": language} if language else {})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})
