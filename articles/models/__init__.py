from .article import Article, SlugRedirect
from .edition import Edition, StatusChange
from .parts import Byline, Coverage, EditionTopic, ImageUse, Part
from .slot import Slot
from .taxonomy import Section, Topic

__all__ = [
    "Article",
    "Byline",
    "Coverage",
    "Edition",
    "EditionTopic",
    "ImageUse",
    "Part",
    "Section",
    "Slot",
    "SlugRedirect",
    "StatusChange",
    "Topic",
]
