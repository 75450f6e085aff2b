from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles import paging
from comments import authors, gathering
from comments.models import Comment, Commenter
from masthead.seeing import see

from .access import DeskRequest, moderators_only, next_of
from .author_forms import NoteForm

A_PAGE = 50


@require_safe
@moderators_only
def author(request: DeskRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(Commenter, pk=pk), NoteForm())


@require_POST
@moderators_only
def note(request: DeskRequest, pk: int) -> HttpResponse:
    """Add a private note on an author."""
    commenter = get_object_or_404(Commenter, pk=pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, commenter, form, status=422)
    form.instance.commenter, form.instance.author = commenter, request.user
    form.instance.at = timezone.now()
    form.save()
    messages.success(request, "The note was added.")
    return see(next_of(request))


def _page(
    request: DeskRequest, commenter: Commenter, form: NoteForm, *, status: int = 200
) -> HttpResponse:
    after = request.GET.get("after", "")
    comments = list(_comments(commenter, after)[: A_PAGE + 1])
    last = comments[A_PAGE - 1] if len(comments) > A_PAGE else None
    context = {
        "commenter": commenter,
        "history": authors.history(commenter),
        "comments": comments[:A_PAGE],
        "after": after,
        "next_after": paging.write(last.created_at, last.pk) if last else "",
        "bans": commenter.bans.select_related("created_by", "lifted_by"),
        "now": timezone.now(),
        "notes": commenter.notes.select_related("author"),
        "note_form": form,
        "neighbours": authors.neighbours(commenter),
        "reports": authors.reports_against(commenter)[:A_PAGE],
    }
    return render(request, "desk/comments/author.html", context, status=status)


def _comments(commenter: Commenter, after: str) -> QuerySet[Comment]:
    """Return the author's comments that stand after the cursor, the newest first."""
    comments = commenter.comments.order_by("-created_at", "-pk")
    if after:
        try:
            cursor = paging.read(after)
        except paging.BadCursor as error:
            raise Http404 from error
        comments = comments.filter(paging.beyond(cursor, is_newest_first=True))
    return gathering.with_text(comments)
