from .comment import Comment, Commenter, CommentRevision
from .decision import Decision
from .notice import ModeratorNotice
from .policy import Policy

__all__ = [
    "Comment",
    "CommentRevision",
    "Commenter",
    "Decision",
    "ModeratorNotice",
    "Policy",
]
