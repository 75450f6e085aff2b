from .comment import CommentAdmin
from .policy import PolicyAdmin
from .word_rule import WordRuleAdmin

__all__ = ["CommentAdmin", "PolicyAdmin", "WordRuleAdmin"]
