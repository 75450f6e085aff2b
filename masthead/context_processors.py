from functools import cache, partial

from django.conf import settings
from django.http import HttpRequest

from . import identity
from .models import FlatPage
from .papers import paper_of


def publication(request: HttpRequest) -> dict[str, object]:
    """Give every template the paper, its stylesheet, the footer's pages, and ``SITE_URL``.

    Each is read once, when the template first uses it.
    """

    @cache
    def footer_pages() -> list[FlatPage]:
        return list(FlatPage.objects.in_footer())

    return {
        "publication": partial(paper_of, request),
        "identity_address": cache(lambda: identity.address(paper_of(request))),
        "footer_pages": footer_pages,
        "site_address": settings.SITE_URL,
    }
