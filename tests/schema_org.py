"""Holds JSON-LD against schema.org's own vocabulary, as ``msgspec_schemaorg`` has it.

Each type is one of the vocabulary's, each property belongs to it or to a type above it, and each
value is of a type that the property takes. A text stands for what is only a text, an address or a
date; nothing else may be one.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

# Plainly imported from its package, the library asks itself without end.
models = import_module("msgspec_schemaorg.models")
enumerations = import_module("msgspec_schemaorg.enums.intangible")
VOCABULARY = "https://schema.org/"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s/]+/\S*")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")
# What an action asks for, as text: https://schema.org/docs/actions.html.
ASKED = re.compile(r"[a-z]+-(input|output)")
NO_TYPES = {"Union", "List", "None"}


def nodes(html: str) -> list[dict[str, Any]]:
    """Return what a page tells machines, each script's one node."""
    return [json.loads(script) for script in SCRIPT.findall(html)]


def of_type(html: str, kind: str) -> dict[str, Any]:
    """Return the only node of a type that a page tells of on its own."""
    (found,) = [node for node in nodes(html) if node["@type"] == kind]
    return found


def faults(html: str) -> list[str]:
    """Return what is wrong with what a page tells machines."""
    found = []
    for node in nodes(html):
        if node.pop("@context", None) != VOCABULARY.rstrip("/"):
            found.append("A script without schema.org's context.")
        found += _of_node(node, "")
    return found


def _of_node(node: dict[str, Any], path: str) -> Iterator[str]:
    kind = node.get("@type", "")
    here = f"{path}/{kind}"
    if not _type(kind):
        yield f"{here}: no such type."
        return
    if not ADDRESS.fullmatch(node.get("@id", "http://x/")):
        yield f"{here}: @id is no absolute address."
    properties = _properties(kind)
    for name, value in node.items():
        if name.startswith("@") or ASKED.fullmatch(name):
            continue
        if name not in properties:
            yield f"{here}: no property {name}."
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _of_value(one, properties[name], f"{here}.{name}")


def _of_value(value: object, wanted: set[str], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        if not wanted & set(_above(value.get("@type", ""))):
            yield f"{path}: {value.get('@type')} is none of {sorted(wanted)}."
        yield from _of_node(value, path)
    elif isinstance(value, str):
        if not any(_fits(value, kind) for kind in wanted):
            yield f"{path}: “{value}” is none of {sorted(wanted)}."
    elif type(value).__name__ not in wanted:
        yield f"{path}: {value!r} is none of {sorted(wanted)}."


def _fits(text: str, kind: str) -> bool:
    match kind:
        case "str":
            return bool(text.strip())
        case "URL":
            return bool(ADDRESS.fullmatch(text))
        case "date":
            return bool(DATE.fullmatch(text))
        case "datetime":
            return bool(TIME.fullmatch(text))
    enumeration = getattr(enumerations, kind, None)
    return enumeration is not None and text in {
        VOCABULARY + member for member in enumeration.__members__
    }


def _type(kind: str) -> Any:
    return getattr(models, kind, None) if kind in models.__all__ else None


def _above(kind: str) -> list[str]:
    found = _type(kind)
    return [one.__name__ for one in found.__mro__] if found else []


@cache
def _properties(kind: str) -> dict[str, set[str]]:
    """Return the properties of a type and of those above it, with the types each takes."""
    found: dict[str, set[str]] = {}
    for one in reversed(_type(kind).__mro__):
        for name, wanted in vars(one).get("__annotations__", {}).items():
            found[name] = set(re.findall(r"\w+", str(wanted))) - NO_TYPES
    return found
