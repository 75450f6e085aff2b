"""Founds a paper: its name, the pages that readers are pointed to, and a first section."""

from pathlib import Path

from django.db import transaction

from articles.models import Section
from masthead import versions
from masthead.models import FlatPage, Publication

PAGES = Path(__file__).parent / "pages"
# Slug and title; the text is in pages/<slug>.html. Comment forms link to both.
FIRST_PAGES = (("comment-rules", "Comment rules"), ("privacy", "Privacy"))


def is_founded() -> bool:
    return Publication.objects.exists()


@transaction.atomic
def found(*, name: str, tagline: str = "", sections: tuple[str, ...] = ("News",)) -> None:
    """Make the publication, its first pages and ``sections``, in an empty database.

    Raises ``ValidationError`` where ``name`` is empty or too long.
    """
    publication = Publication(name=name, tagline=tagline)
    publication.full_clean()
    publication.save()
    for order, (slug, title) in enumerate(FIRST_PAGES):
        add_page(slug, title, order=order, body=(PAGES / f"{slug}.html").read_text())
    for order, section in enumerate(sections):
        slug = section.lower().replace(" ", "-")
        Section.objects.create(name=section, slug=slug, order=order)
    versions.bump(versions.SITE)


def add_page(slug: str, title: str, *, order: int, body: str) -> FlatPage:
    page = FlatPage(slug=slug, title=title, order=order, body=body)
    page.full_clean()
    page.save()
    return page
