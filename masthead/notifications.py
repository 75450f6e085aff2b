from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from .models import Publication, User

SECONDS_A_DAY = 24 * 60 * 60


def send_password_link(user: User) -> None:
    """Mail ``user`` the address at which a password is chosen: the first one, or a new one.

    The address is that of ``SITE_URL``, whatever host a request names.
    """
    publication = Publication.objects.current()
    is_new = not user.has_usable_password()
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    context = {
        "publication": publication,
        "user": user,
        "is_new": is_new,
        "link": settings.SITE_URL + reverse("password_reset_confirm", args=[uid, token]),
        "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_A_DAY,
    }
    subject = f"Your account at {publication}" if is_new else f"A new password for {publication}"
    text = render_to_string("masthead/email/password_link.txt", context)
    send_mail(" ".join(subject.split()), text, None, [user.email])
