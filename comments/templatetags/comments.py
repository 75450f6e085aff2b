from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Article
from comments import backlog, held, linked_data, reading, rules, threads
from comments.forms import CommentForm
from comments.models import Comment, Policy
from masthead import versions
from masthead.viewers import viewer

register = template.Library()


@register.simple_tag(takes_context=True)
def discussion(context: RequestContext, article: Article) -> dict[str, Any]:
    """Return what the page of a live article shows of its comments, for ``comments`` to render.

    ``?after=`` in the address is where the page begins, ``?order=newest`` turns the threads
    around, ``?held=`` names a comment that waits; ``comment_form`` in the context is a form that
    was refused. A moderator gets the desk's actions under each comment.
    """
    request = context["request"]
    parameters = request.GET
    after = parameters.get("after", "")
    if not threads.is_path(after.removesuffix("g")):
        after = ""
    is_newest = parameters.get("order") == threads.Order.NEWEST
    order = threads.Order.NEWEST if is_newest else threads.Order.OLDEST
    form = respond(context, article)
    actions = _actions(request)
    thread = reading.read(
        article, after=after, order=order, is_open=form["is_open"], actions=actions
    )
    count = reading.count(article)
    mine = held.find(parameters.get("held", ""), article_pk=article.pk)
    return {
        "thread": thread,
        "featured": "" if after else reading.featured(article),
        "count": count,
        "number": threads.say_number(count),
        "described": linked_data.describe(
            f"{settings.SITE_URL}{article.get_absolute_url()}",
            number=count,
            rows=() if after or is_newest else thread.rows,
        ),
        "after": after,
        "is_newest": is_newest,
        "is_moderated": actions is not None,
        "mine": mine,
        "mine_is_new": mine is not None and mine.status == Comment.Status.PENDING,
        **form,
    }


@register.inclusion_tag("comments/thread.html")
def comments(talk: dict[str, Any]) -> dict[str, Any]:
    """Show a page of the article's comments and the form to add one; see ``discussion``."""
    return talk


def _actions(request: HttpRequest) -> reading.Actions | None:
    """Return what renders the desk's actions on a comment; None where nobody may act."""
    user = viewer(request)
    if user is None or not user.has_perm("comments.moderate_comment"):
        return None

    def render(comment: reading.Found) -> str:
        back = f"{request.get_full_path()}#comment-{comment.pk}"
        context = {"comment": comment, "next": back}
        return render_to_string("desk/comments/actions.html", context, request)

    return render


@register.inclusion_tag("comments/respond.html", takes_context=True)
def respond(context: RequestContext, article: Article) -> dict[str, Any]:
    """Show the form for a comment; one that was refused, with what was typed."""
    form = context.get("comment_form") or CommentForm(slug=article.slug)
    holding = rules.for_article(article)
    is_open = holding.accepts(article, now=timezone.now())
    if is_open:
        versions.keep_until(context["request"], holding.close_at(article))
    return {
        "article": article,
        "form": form,
        "is_open": is_open,
        "is_slow": is_open and backlog.is_slow(),
        "is_all_held": holding.mode == Policy.Mode.ALL_HELD,
        "answered": reading.public_comment(article, form["parent"].value()),
        "is_own_page": "comment" in context,
    }
