from functools import cache

from django.conf import settings
from django.http import HttpRequest

from . import identity
from .models import FlatPage, Publication


def publication(request: HttpRequest) -> dict[str, object]:
    """Give every template the paper, its stylesheet, the footer's pages, and ``SITE_URL``.

    Each is read once, when the template first uses it.
    """
    paper = cache(Publication.objects.current)

    @cache
    def footer_pages() -> list[FlatPage]:
        return list(FlatPage.objects.in_footer())

    return {
        "publication": paper,
        "identity_address": cache(lambda: identity.address(paper())),
        "footer_pages": footer_pages,
        "site_address": settings.SITE_URL,
    }
