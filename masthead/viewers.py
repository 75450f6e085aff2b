"""Who looks at a public page: a member of the staff, or a reader, who carries no cookie."""

from django.conf import settings
from django.http import HttpRequest

from .models import User


def viewer(request: HttpRequest) -> User | None:
    """Return the active member of the staff who is signed in; ``None`` for a reader.

    Leaves the session alone where there is no session cookie, so that what readers get neither
    costs a query nor says ``Vary: Cookie``.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    return user if isinstance(user, User) and user.is_active and user.is_staff else None
