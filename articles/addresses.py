"""What an address says in words, for a page that is not there. Pure."""

import re

MOST = 80
_SUFFIX = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_APART = re.compile(r"[\W_]+")


def words(path: str) -> str:
    """Return the words of the last part of ``path`` that has any: ``/a/old-news.html`` is old news.

    At most ``MOST`` characters of letters, digits and single spaces.
    """
    parts = (_APART.sub(" ", _SUFFIX.sub("", part)).strip() for part in reversed(path.split("/")))
    found = next(filter(None, parts), "")
    return found if len(found) <= MOST else found[:MOST].rpartition(" ")[0] or found[:MOST]
