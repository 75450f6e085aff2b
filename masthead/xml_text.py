"""What XML takes: text without the characters that it cannot hold, whole addresses. Pure."""

import re
from html import escape, unescape
from urllib.parse import urljoin

# What a form takes and XML 1.0 cannot hold.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# An address in sanitised HTML: values stand between double quotes and hold none.
_ADDRESS = re.compile(r'(<(?:a|img)\b(?:[^">]|"[^"]*")*?\s(?:href|src)=")([^"]*)"')


def clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def absolute(html: str, page: str) -> str:
    """Return sanitised ``html`` as it reads apart from its ``page``: with whole addresses."""
    return _ADDRESS.sub(lambda match: f'{match[1]}{_joined(page, match[2])}"', html)


def _joined(page: str, address: str) -> str:
    try:
        return escape(urljoin(page, unescape(address)))
    except ValueError:  # No address of anything.
        return address
