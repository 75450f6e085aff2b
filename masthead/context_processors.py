from functools import cache

from django.conf import settings
from django.http import HttpRequest

from .models import FlatPage, Publication


def publication(request: HttpRequest) -> dict[str, object]:
    """Give every template the paper, the pages that its footer links, and ``SITE_URL``.

    Each is read once, when the template first uses it.
    """

    @cache
    def footer_pages() -> list[FlatPage]:
        return list(FlatPage.objects.in_footer())

    return {
        "publication": cache(Publication.objects.current),
        "footer_pages": footer_pages,
        "site_address": settings.SITE_URL,
    }
