"""Mail about comments. None of it carries a visitor's words."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from masthead.models import Publication, User

from .models import Comment, ModeratorNotice


def tell_moderators() -> int:
    """Mail how many comments wait to everybody who may moderate; return how many mails."""
    waiting = Comment.objects.pending().count()
    recipients = _moderators() if waiting else []
    for address in recipients:
        _waiting_mail(address, waiting).send()
    sent = {"sent_at": timezone.now()} if recipients else {}
    ModeratorNotice.objects.filter(pk=1).update(queued_until=None, **sent)
    return len(recipients)


def _moderators() -> list[str]:
    moderators = User.objects.with_perm(
        "comments.moderate_comment", backend="django.contrib.auth.backends.ModelBackend"
    )
    return list(moderators.exclude(email="").order_by("email").values_list("email", flat=True))


def _waiting_mail(address: str, waiting: int) -> EmailMessage:
    paper = Publication.objects.current()
    desk = settings.SITE_URL + reverse("admin:comments_comment_changelist")
    context = {"waiting": waiting, "desk": desk, "paper": paper}
    subject = f"{paper.name}: {waiting} comment{'s wait' if waiting > 1 else ' waits'}"
    body = render_to_string("comments/email/waiting.txt", context)
    return EmailMessage(" ".join(subject.split()), body, to=[address])
