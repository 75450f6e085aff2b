"""The newest comments as Atom feeds (RFC 4287, with whom a comment answers by RFC 4685)."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import condition, require_safe

from articles.models import Article
from articles.views import page_key
from masthead import versions
from masthead.atom import Atom
from masthead.models import Publication
from masthead.xml_text import clean

from . import reading
from .reading import Entry
from .threads import nameless


class _Atom(Atom):
    def root_attributes(self) -> dict[str, Any]:
        return super().root_attributes() | {
            "xmlns:thread": "http://purl.org/syndication/thread/1.0"
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for answered in item["answered"]:
            handler.addQuickElement("thread:in-reply-to", "", answered)


class _NewestComments(Feed[Entry, Article | None]):
    feed_type = _Atom

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Article | None:
        return None

    def title(self, article: Article | None) -> str:
        return clean(f"Comments – {Publication.objects.current().name}")

    def link(self, article: Article | None) -> str:
        return _absolute(reverse("articles:front"))

    def feed_url(self, article: Article | None) -> str:
        return _absolute(reverse("comments:feed"))

    def feed_guid(self, article: Article | None) -> str:
        return self.feed_url(article)

    def items(self, article: Article | None) -> list[Entry]:
        return reading.newest(article)

    def item_title(self, item: Entry) -> str:
        return clean(
            gettext("%(name)s on %(headline)s")
            % {
                "name": item.comment.name or nameless(),
                "headline": item.headline,
            }
        )

    def item_description(self, item: Entry) -> None:  # type: ignore[override]
        """Give no summary: the feed has the whole text."""

    def item_link(self, item: Entry) -> str:
        return _absolute(item.comment.get_absolute_url())

    def item_guid(self, item: Entry) -> str:
        return item.comment.uid.urn

    def item_author_name(self, item: Entry) -> str:
        return clean(item.comment.name or nameless())

    def item_pubdate(self, item: Entry) -> dt.datetime:
        return item.comment.created_at

    def item_updateddate(self, item: Entry) -> dt.datetime:
        return item.comment.edited_at or item.comment.created_at

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        parent = item.comment.parent
        address = self.item_link(item).removesuffix(f"{item.comment.pk}/")
        answered = parent and {"ref": parent.uid.urn, "href": f"{address}{parent.pk}/"}
        return {"content": clean(item.html), "answered": [answered] if answered else []}


class _NewestOfArticle(_NewestComments):
    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Article:
        return get_object_or_404(Article.objects.live(), slug=kwargs["slug"])

    def title(self, article: Article) -> str:  # type: ignore[override]
        return clean(f"Comments on {article.live.headline}")

    def link(self, article: Article) -> str:  # type: ignore[override]
        return _absolute(article.get_absolute_url())

    def feed_url(self, article: Article) -> str:  # type: ignore[override]
        return _absolute(reverse("comments:article-feed", args=[article.slug]))


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _etag(request: HttpRequest, **kwargs: Any) -> str:
    numbers = [versions.number(key) for key in (versions.SITE, versions.COMMENTS)]
    return '"{}-{}"'.format(*numbers)


@versions.kept(versions.SITE, versions.COMMENTS)
@require_safe
@condition(etag_func=_etag)
def newest(request: HttpRequest) -> HttpResponse:
    return _NewestComments()(request)


@versions.kept(versions.SITE, page_key)
@require_safe
@condition(etag_func=_etag)
def newest_of_article(request: HttpRequest, slug: str) -> HttpResponse:
    return _NewestOfArticle()(request, slug=slug)
