from .comment import CommentAdmin
from .policy import PolicyAdmin

__all__ = ["CommentAdmin", "PolicyAdmin"]
