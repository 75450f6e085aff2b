from .comment import CommentAdmin
from .policy import ArticleSearch, PolicyAdmin
from .word_rule import WordRuleAdmin

__all__ = ["ArticleSearch", "CommentAdmin", "PolicyAdmin", "WordRuleAdmin"]
