from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from articles.models import Article
from comments import held, reading, rules, threads
from comments.forms import CommentForm
from comments.models import Comment, Policy

register = template.Library()


@register.inclusion_tag("comments/thread.html", takes_context=True)
def comments(context: RequestContext, article: Article) -> dict[str, Any]:
    """Show a page of the article's comments and the form to add one.

    ``?after=`` in the address is where the page begins, ``?held=`` names a comment that waits;
    ``comment_form`` in the context is a form that was refused.
    """
    request = context["request"]
    after = request.GET.get("after", "")
    if not threads.is_path(after.removesuffix("g")):
        after = ""
    mine = held.find(request.GET.get("held", ""), article_pk=article.pk)
    return {
        "thread": reading.read(article, after=after),
        "after": after,
        "mine": mine,
        "mine_is_new": mine is not None and mine.status == Comment.Status.PENDING,
        **respond(context, article),
    }


@register.inclusion_tag("comments/respond.html", takes_context=True)
def respond(context: RequestContext, article: Article) -> dict[str, Any]:
    """Show the form for a comment; one that was refused, with what was typed."""
    form = context.get("comment_form") or CommentForm(slug=article.slug)
    holding = rules.for_article(article)
    return {
        "article": article,
        "form": form,
        "is_open": holding.accepts(article, now=timezone.now()),
        "is_all_held": holding.mode == Policy.Mode.ALL_HELD,
        "answered": reading.public_comment(article, form["parent"].value()),
        "is_own_page": "comment" in context,
    }
