"""Where a post came from, by what the browser says of it. Pure.

The comment form carries no token, which would need a cookie. Browsers send ``Sec-Fetch-Site``
(Fetch Metadata, W3C) and ``Origin`` (RFC 6454) with a post, and no page can forge them.
"""

from enum import StrEnum


class Origin(StrEnum):
    OWN = "own"
    OTHER = "other"
    UNKNOWN = "unknown"


def of(*, fetch_site: str | None, origin: str | None, own: set[str]) -> Origin:
    """Judge the two headers; ``own`` holds the site's origins, such as ``https://paper.example``.

    Without either header it is unknown: an old browser, or a program.
    """
    if fetch_site:
        return Origin.OWN if fetch_site in {"same-origin", "none"} else Origin.OTHER
    if origin:
        return Origin.OWN if origin in own else Origin.OTHER
    return Origin.UNKNOWN
