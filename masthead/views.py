from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from . import prose
from .models import FlatPage


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    page = get_object_or_404(FlatPage, slug=slug)
    context = {"page": page, "description": prose.plain(page.body)}
    return render(request, "masthead/page.html", context)
