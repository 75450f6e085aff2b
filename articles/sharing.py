"""Links by which a reader passes an article on, without a script of anybody's. Pure."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    name: str
    address: str


def ways(address: str, headline: str) -> list[Way]:
    """Return where to go to share the article at the absolute ``address``."""
    url, words = quote(address, safe=""), quote(headline, safe="")
    both = quote(f"{headline} {address}", safe="")
    return [
        Way(name=gettext("Email"), address=f"mailto:?subject={words}&body={url}"),
        Way(name="WhatsApp", address=f"https://wa.me/?text={both}"),
        Way(name="Bluesky", address=f"https://bsky.app/intent/compose?text={both}"),
        Way(name="X", address=f"https://x.com/intent/post?url={url}&text={words}"),
        Way(name="Facebook", address=f"https://www.facebook.com/sharer/sharer.php?u={url}"),
    ]
