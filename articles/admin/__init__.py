from .article import ArticleSearch
from .edition import EditionAdmin
from .slot import SlotAdmin
from .taxonomy import SectionAdmin, TopicAdmin

__all__ = ["ArticleSearch", "EditionAdmin", "SectionAdmin", "SlotAdmin", "TopicAdmin"]
