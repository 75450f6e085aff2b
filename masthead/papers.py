"""The paper as one request sees it: its row is read once, however often a page names it."""

from django.http import HttpRequest

from .models import Publication

_KEY = "newsroom.publication"


def paper_of(request: HttpRequest) -> Publication:
    paper: Publication | None = request.META.get(_KEY)
    if paper is None:
        paper = request.META[_KEY] = Publication.objects.current()
    return paper
