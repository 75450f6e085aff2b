"""What documents have to hold to: the grammars of standards, written down by us, for lxml."""

from pathlib import Path

from lxml import etree

HERE = Path(__file__).parent


def atom(document: bytes) -> etree._Element:
    """Return the root of a feed that keeps to RFC 4287; fails where it does not."""
    return _valid(document, etree.RelaxNG(file=str(HERE / "atom.rng")))


def sitemap(document: bytes) -> etree._Element:
    """Return the root of a sitemap or of an index of them; fails where it is not valid."""
    return _valid(document, etree.XMLSchema(file=str(HERE / "sitemap.xsd")))


def _valid(document: bytes, schema: etree.RelaxNG | etree.XMLSchema) -> etree._Element:
    root = etree.fromstring(document)
    schema.assertValid(root)
    return root
