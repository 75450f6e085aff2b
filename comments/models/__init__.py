from .author import AuthorNote, Ban
from .comment import Comment, Commenter, CommentRevision, Queue
from .decision import Act, Decision
from .notice import Backlog, ModeratorNotice, NoticePreference
from .policy import Policy
from .report import Report
from .subscription import ReplyNotice, Subscription, VisitorMail
from .tally import CommentCount, DayNumbers, Tally
from .word_rule import WordRule

__all__ = [
    "Act",
    "AuthorNote",
    "Backlog",
    "Ban",
    "Comment",
    "CommentCount",
    "CommentRevision",
    "Commenter",
    "DayNumbers",
    "Decision",
    "ModeratorNotice",
    "NoticePreference",
    "Policy",
    "Queue",
    "ReplyNotice",
    "Report",
    "Subscription",
    "Tally",
    "VisitorMail",
    "WordRule",
]
