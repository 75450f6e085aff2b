from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from . import identity, prose, versions
from .models import FlatPage, Publication

YEAR = 365 * 24 * 60 * 60


@versions.kept(versions.SITE)
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(FlatPage, slug=slug)
    context = {"page": page, "description": prose.plain(page.body)}
    return render(request, "masthead/page.html", context)


@versions.kept(versions.SITE)
@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Answer with the paper's colours; lead an address of earlier ones to the present."""
    css = identity.stylesheet(Publication.objects.current())
    current = identity.digest(css)
    if digest == current:
        response = HttpResponse(css, "text/css; charset=utf-8")
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
        return response
    response = redirect("identity", current)
    patch_cache_control(response, no_cache=True)
    return response
