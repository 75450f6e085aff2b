from collections.abc import Sequence
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from comments import moderation, queues, undoing, wording
from comments.models import Act, Comment
from masthead.keys import is_key

from . import cases
from .access import DeskRequest, back, moderators_only, next_of
from .queue import tabs
from .queue_forms import ActForm, FilterForm

# What these verbs do leaves the comment where it is.
_STAYS = {Act.Verb.FEATURE, Act.Verb.UNFEATURE}
OVERTAKEN = "Not done: see what is said of this comment."
UNDONE_ALREADY = "That was undone before."
AS_IT_WAS = "Nothing to change: that was decided already."


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def act(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk:queue")
    form = ActForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    wanted = form.cleaned_data
    done = moderation.act(
        wanted["comments"],
        verb=wanted["verb"],
        moderator=request.user,
        reason=wanted["reason"],
        seen=wanted["seen"],
    )
    return _answer(request, done, asked=wanted["comments"])


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def undo(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("desk:queue")
    key = request.POST.get("act", "")
    taken_back = get_object_or_404(Act, pk=key if is_key(key) else 0)
    try:
        done = undoing.undo(taken_back, moderator=request.user)
    except moderation.AlreadyUndone:
        messages.warning(request, UNDONE_ALREADY)
        return back(request)
    said = f"Undone: {wording.of_act(taken_back)}."
    if done.overtaken:
        said += f" Decided on since, and left as it is: {wording.say_number(len(done.overtaken))}."
    if request.htmx and len(done.changed) == 1 and not done.overtaken:
        return _in_place(request, done.changed[0].pk, said=said, is_shown=True)
    messages.success(request, said)
    return back(request)


def _answer(request: DeskRequest, done: moderation.Done, asked: Sequence[int]) -> HttpResponse:
    said = f"{wording.of_act(done.act).capitalize()}." if done.act else ""
    left = [decision.comment_id for decision in done.overtaken]
    left += [comment.pk for comment in done.refused]
    if request.htmx and len(asked) == 1:
        is_shown = bool(left) or (done.act is not None and done.act.verb in _STAYS)
        return _in_place(request, asked[0], said=said, is_shown=is_shown, act=done.act)
    if left:
        return _told(request, left, said=said)
    messages.success(request, said or AS_IT_WAS)
    return back(request)


def _in_place(
    request: DeskRequest, pk: int, *, said: str, is_shown: bool, act: Act | None = None
) -> HttpResponse:
    """Answer htmx with what stands in the place of the comment, and with what else changed."""
    rows = queues.with_places(Comment.objects.all())
    (case,) = cases.gather([get_object_or_404(rows, pk=pk)])
    here = next_of(request)
    form = FilterForm(QueryDict(urlsplit(here).query))
    form.full_clean()
    wanted = form.wanted(request.user)
    context = {
        "case": case,
        "is_shown": is_shown,
        "said": said or (OVERTAKEN if is_shown else AS_IT_WAS),
        "is_told": not said and is_shown,
        "act": act,
        "tabs": tabs(wanted),
        "here": here,
        "in_queue": True,
    }
    return render(request, "desk/comments/answer.html", context)


def _told(request: DeskRequest, left: Sequence[int], *, said: str) -> HttpResponse:
    """Show the comments on which somebody else decided since, with the choice to decide anyway."""
    rows = queues.with_places(Comment.objects.filter(pk__in=left).order_by("pk"))
    context = {
        "cases": cases.gather(list(rows)),
        "said": said,
        "here": next_of(request),
        "is_told": True,
    }
    return render(request, "desk/comments/overtaken.html", context)


def _refused(request: DeskRequest, form: ActForm) -> HttpResponse:
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
    return back(request)
