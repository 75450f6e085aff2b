"""Rich text: what the editor offers, and what is kept whenever it is saved.

``p br h2 h3 ul ol li blockquote a strong em hr table``: no pictures, frames, styles or classes.
"""

import html as entities
import re
from typing import TYPE_CHECKING, Any

import nh3
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.html import strip_tags

if TYPE_CHECKING:  # django_prose_editor has no types.
    ProseEditorField = models.TextField[str, str]
else:
    from django_prose_editor.fields import ProseEditorField

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}
_TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
_CLEANER = nh3.Cleaner(
    tags={
        "p",
        "br",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "a",
        "strong",
        "em",
        "hr",
    }
    | _TABLE_TAGS,
    attributes={
        "a": {"href", "title"},
        "ol": {"start"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
# Where a tag was taken away, the rest may be read otherwise the next time. Two rounds were enough
# for all that was tried.
_ROUNDS = 3
# What takes longer to clean than the square of its size would let a request wait for.
LONGEST = 400_000
DEEPEST = 100
_TAG = re.compile(r"<(/?)[a-zA-Z]")
# Tags that are never closed, so that they do not nest.
_VOID = re.compile(r"<(?:br|hr|col|img|input|wbr)\b", re.IGNORECASE)
# Where these end, so does a word.
_ENDS = re.compile(r"</(?:p|h2|h3|li|blockquote|td|th)>|<br>|<hr>")


def clean(html: str) -> str:
    """Return ``html`` with everything removed that rich text may not hold; an empty text as ''.

    Raises ``ValidationError`` for what is too long or too deeply nested to be cleaned in time.
    """
    _refuse_excess(html)
    for _ in range(_ROUNDS):
        html = _CLEANER.clean(html)
    html = html.strip()
    return "" if html == "<p></p>" else html


def _refuse_excess(html: str) -> None:
    if len(html) > LONGEST:
        message = f"This text has {len(html):,} characters with its markup; {LONGEST:,} fit."
        raise ValidationError(message)
    depth = deepest = 0
    for match in _TAG.finditer(_VOID.sub("", html)):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        message = f"Lists or quotations are nested {deepest} deep; {DEEPEST} is the most."
        raise ValidationError(message)


def plain(html: str) -> str:
    """Return the words of rich text on one line, without tags and entities. Not safe as HTML."""
    return " ".join(entities.unescape(strip_tags(_ENDS.sub(" ", html))).split())


class ProseField(ProseEditorField):
    """HTML written in the editor: sanitised by the form and again on save, whoever saves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"extensions": EXTENSIONS, "sanitize": clean}
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001
        value = clean(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Clean what ``QuerySet.update`` writes, too; an expression is left as it is."""
        cleaned = clean(value) if isinstance(value, str) else value
        return super().get_db_prep_save(cleaned, connection)
