from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comments import banning, gathering, moderation, wording
from comments.banning import Target
from comments.models import Ban, Comment, Commenter
from masthead.keys import is_key
from masthead.seeing import see

from .access import DeskRequest, moderators_only, next_of
from .author_forms import BanForm, targets_of

A_PAGE = 50
# So many of the comments that a ban concerns are shown before it is made.
SHOWN = 10


@require_safe
@moderators_only
def bans(request: DeskRequest) -> HttpResponse:
    """List all bans, the newest first."""
    rows = Ban.objects.select_related("commenter", "created_by", "lifted_by")
    if "after" in request.GET:
        rows = rows.filter(pk__lt=_key(request.GET["after"]))
    page = list(rows[: A_PAGE + 1])
    context = {
        "bans": page[:A_PAGE],
        "after": page[A_PAGE - 1].pk if len(page) > A_PAGE else None,
        "now": timezone.now(),
    }
    return render(request, "desk/comments/bans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def ban(request: DeskRequest) -> HttpResponse:
    """Show what a ban of an author, or because of a comment, would concern; then make it."""
    author, comment = _whom(request)
    targets = targets_of(author, comment)
    form = BanForm(request.POST or None, targets=targets)
    if request.method == "POST" and form.is_valid():
        try:
            done = banning.ban(form.target(), form.terms(), moderator=request.user)
        except banning.NotBanned as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _told(done))
            return see(_back(author))
    context = {
        "author": author,
        "comment": comment,
        "form": form,
        "concerned": [_concerned(name, target) for name, target in targets.items()],
        "most": moderation.MOST_AT_ONCE,
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/comments/ban.html", context, status=status)


@require_POST
@moderators_only
def lift(request: DeskRequest, pk: int) -> HttpResponse:
    ban = get_object_or_404(Ban, pk=pk)
    if banning.lift(ban, moderator=request.user):
        messages.success(request, "The ban was lifted.")
    else:
        messages.info(request, "That ban was lifted before.")
    return see(next_of(request))


def _whom(request: DeskRequest) -> tuple[Commenter | None, Comment | None]:
    """Return the author that the address names, or the comment with its author."""
    if "comment" in request.GET:
        comments = Comment.objects.select_related("commenter", "article")
        comment = get_object_or_404(comments, pk=_key(request.GET["comment"]))
        return comment.commenter, comment
    return get_object_or_404(Commenter, pk=_key(request.GET.get("author", ""))), None


def _key(text: str) -> int:
    """Return the key that a parameter names; raises ``Http404`` for what is none."""
    if not is_key(text):
        raise Http404
    return int(text)


def _concerned(name: str, target: Target) -> dict[str, object]:
    waiting = list(gathering.with_text(target.pending())[: moderation.MOST_AT_ONCE + 1])
    return {"name": name, "number": len(waiting), "shown": waiting[:SHOWN], "target": target}


def _told(done: moderation.Done) -> str:
    number = wording.say_number(len(done.changed))
    return f"Banned, with {number} that waited." if done.changed else "Banned."


def _back(author: Commenter | None) -> str:
    return reverse("desk:author", args=[author.pk]) if author else reverse("desk:bans")
