"""Where the admin's and the desk's pages are on a populated site, but for the queues' deep ones."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.urls import reverse

from articles.admin import EditionAdmin
from articles.models import Article, Edition, Section
from comments.models import Comment, CommentCount, Commenter
from masthead.bounded import BoundedPaginator
from masthead.models import Publication
from meetings.models import Meeting, Organization, Person

type Addresses = dict[str, str]

# These have no list of their own.
WITHOUT_A_LIST = (Article, LogEntry, Publication)


def addresses() -> Addresses:
    return _lists() | _forms() | _desk()


def _lists() -> Addresses:
    editions = _admin(Edition, "changelist")
    section = Section.objects.order_by("pk")[0].pk
    last = max(1, min(BoundedPaginator.most, Article.objects.count()) // EditionAdmin.list_per_page)
    return {
        "admin": reverse("admin:index"),
        **{
            f"list of {model._meta.verbose_name_plural}": _admin(model, "changelist")
            for model in apps.get_models()
            if admin.site.is_registered(model) and model not in WITHOUT_A_LIST
        },
        "articles, last page": f"{editions}?p={last}",
        "articles, by headline": f"{editions}?o=1",
        "drafts": f"{editions}?status__exact=draft",
        "articles of a section": f"{editions}?section__id__exact={section}",
        "articles, a rare word sought": f"{editions}?q=nielsen",
        "pending comments": _admin(Comment, "changelist") + "?queue=pending",
    }


def _forms() -> Addresses:
    article = CommentCount.objects.order_by("-public", "pk")[0].article_id
    edition = Edition.objects.published().get(article=article)
    rows: list[Model] = [
        edition,
        Meeting.objects.order_by("pk")[0],
        Person.objects.order_by("pk")[0],
        Organization.objects.order_by("pk")[0],
    ]
    choice = (
        reverse("admin:autocomplete")
        + "?app_label=articles&model_name=slot&field_name=article&term="
    )
    return {
        "a new article": _admin(Edition, "add"),
        "history of an article": _admin(Edition, "history", edition.pk),
        **{f"a {one._meta.verbose_name}": _admin(type(one), "change", one.pk) for one in rows},
        "choice of an article": choice,
        "choice of an article, a rare word sought": f"{choice}nielsen",
    }


def _admin(model: type[Model], page: str, *arguments: object) -> str:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=arguments)


def _desk() -> Addresses:
    article = CommentCount.objects.order_by("-public", "pk")[0].article_id
    comment = Comment.objects.pending().order_by("pk")[0]
    author = Commenter.objects.order_by("pk")[0]
    section = Edition.objects.published().get(article=article).section_id
    return {
        "queue": reverse("desk:queue"),
        "queue of the article with the most comments": f"{reverse('desk:queue')}?article={article}",
        "a comment": reverse("desk:comment", args=[comment.pk]),
        "an author": reverse("desk:author", args=[author.pk]),
        "bans": reverse("desk:bans"),
        "rules of the site": reverse("desk:rules"),
        "rules of an article": reverse("desk:article", args=[article]),
        "rules of a section": reverse("desk:section", args=[section]),
        "numbers": reverse("desk:numbers"),
        "numbers as a file": reverse("desk:numbers-csv"),
        "own mail": reverse("desk:mail"),
    }
