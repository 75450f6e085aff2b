from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from masthead import languages

register = template.Library()

register.filter("direction", languages.direction)
register.filter("own_name", languages.own_name)


@register.simple_tag
def own_words(around: str) -> SafeString:
    """Mark an element with the page's own words that stands in a text in the language ``around``.

    Returns attributes; none where the page speaks that language.
    """
    spoken = get_language() or ""
    return SafeString() if around.partition("-")[0] == spoken else _marked(spoken)


@register.simple_tag
def words_in(language: str) -> SafeString:
    """Mark an element whose words are in ``language``; none where the page speaks that one."""
    return SafeString() if language == get_language() else _marked(language)


def _marked(language: str) -> SafeString:
    return format_html(' lang="{}" dir="{}"', language, languages.direction(language))
