"""A kept page in each encoding that a browser may want, with a strong entity tag for each."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import brotli

from .freshness import Token

type Headers = list[tuple[str, str]]

# As Django's gzip middleware; below, the headers cost more than is won.
SHORTEST_TO_COMPRESS = 200
IDENTITY, GZIP, BROTLI = "", "gzip", "br"
LONGEST_ACCEPT = 300
# What a page costs beside its text, about: headers, keys, objects.
OVERHEAD = 4_000
# These belong to the bytes of one encoding; a 304 has none of them but the tag.
_OF_BYTES = {"content-length", "content-encoding", "etag"}
_OF_CONTENT = {"content-type", "content-language"}


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _brotli(body: bytes) -> bytes:
    compressed: bytes = brotli.compress(body, quality=5)
    return compressed


_ENCODERS: dict[str, Callable[[bytes], bytes]] = {IDENTITY: bytes, GZIP: _gzip, BROTLI: _brotli}
_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    IDENTITY: bytes,
    GZIP: gzip.decompress,
    BROTLI: brotli.decompress,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """What goes over the wire in one encoding: ``headers`` with the bytes, ``brief`` without."""

    encoding: str
    etag: str
    body: bytes
    headers: Headers
    brief: Headers


class Page:
    """A whole answer: its ``headers`` as they were given, its text, and by what it was made.

    Hardly any reader wants the text as it is, and it is by far the largest: once there is another
    representation, it is kept in that alone.
    """

    __slots__ = ("_encoded", "_headers", "_text", "size", "token")

    def __init__(self, token: Token, headers: Headers, text: bytes) -> None:
        self.token = token
        # The bytes that it takes, at most: the text, and it compressed twice.
        self.size = 2 * len(text) + OVERHEAD
        self._headers = headers
        self._text: bytes | None = text
        self._encoded = dict[str, Representation]()

    def encoded(self, encoding: str) -> Representation:
        """Return the page in ``encoding``, compressed when that is first asked for."""
        return self._encoded.get(encoding) or self._encode(encoding)

    def _encode(self, encoding: str) -> Representation:
        text = self._whole()
        used = encoding if len(text) >= SHORTEST_TO_COMPRESS else IDENTITY
        made = self._encoded[encoding] = _represent(self._headers, text, used)
        self._text = None
        return made

    def _whole(self) -> bytes:
        text = self._text
        if text is None:
            made = list(self._encoded.values())[0]  # noqa: RUF015 - in one step: others add to it.
            text = _DECODERS[made.encoding](made.body)
        return text


@lru_cache(maxsize=500)
def encoding_for(accepted: str) -> str:
    """Return the best encoding that an ``Accept-Encoding`` allows (RFC 9110, 12.5.3)."""
    if len(accepted) > LONGEST_ACCEPT:
        return IDENTITY
    wanted = {
        name.strip().lower()
        for name, _, weight in (part.partition(";") for part in accepted.split(","))
        if not _is_nothing(weight)
    }
    return BROTLI if BROTLI in wanted else GZIP if GZIP in wanted else IDENTITY


def _is_nothing(weight: str) -> bool:
    """Tell whether a weight such as ``q=0.000`` says no."""
    number = weight.strip().lower().removeprefix("q=")
    return bool(number) and not number.strip("0.")


def _represent(headers: Headers, body: bytes, encoding: str) -> Representation:
    given = {name.lower(): value for name, value in headers}
    opaque = given.get("etag", "").removeprefix("W/").strip('"') or _digest(body)
    etag = f'"{opaque}-{encoding}"' if encoding else f'"{opaque}"'
    common = [(name, value) for name, value in headers if name.lower() not in _OF_BYTES | {"vary"}]
    common += [("Vary", _vary(given.get("vary", ""))), ("ETag", etag)]
    brief = [(name, value) for name, value in common if name.lower() not in _OF_CONTENT]
    encoded = _ENCODERS[encoding](body)
    of_bytes = [("Content-Length", str(len(encoded)))]
    if encoding:
        of_bytes.append(("Content-Encoding", encoding))
    return Representation(
        encoding=encoding, etag=etag, body=encoded, headers=common + of_bytes, brief=brief
    )


def _vary(given: str) -> str:
    return ", ".join(filter(None, [given, "Accept-Encoding"]))


def _digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()
