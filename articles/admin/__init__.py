from .edition import EditionAdmin
from .taxonomy import SectionAdmin, TopicAdmin

__all__ = ["EditionAdmin", "SectionAdmin", "TopicAdmin"]
