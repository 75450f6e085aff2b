from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comments import queues, screening
from comments.models import Comment, Queue
from comments.queues import COUNTED

from . import cases
from .access import DeskRequest, moderators_only
from .queue_forms import FilterForm

# What screening says where no check found anything.
NOTHING_FOUND = "screening"
FILTERS = ("q", "email", "article", "since", "until", "order")
KEYS = (
    ("j", "the next comment"),
    ("k", "the comment before"),
    ("a", "approve"),
    ("r", "reject; then 1 to 7 for the reason, Esc to think again"),
    ("s", "spam"),
    ("x", "remove"),
    ("f", "feature, or feature no longer"),
    ("e", "write a note on the author"),
    ("c", "select, for an act on many"),
    ("z", "open it alone, with its history"),
    ("u", "undo your last act"),
    ("?", "this list"),
)


@require_safe
@moderators_only
def queue(request: DeskRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    # A filter that is not understood shows nothing, lest the wrong comments be decided on.
    is_valid = form.is_valid()
    wanted = form.wanted(request.user)
    page = queues.read(wanted) if is_valid else queues.Page(comments=[], after="")
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "cases": cases.gather(page.comments),
        "tabs": tabs(wanted),
        "here": request.get_full_path(),
        "next_page": _address(request, after=page.after) if page.after else "",
        "first_page": _address(request, after="") if wanted.after else "",
        "filters": [form[name] for name in FILTERS],
        "is_filtered": any(form[name].value() for name in FILTERS),
        "keys": KEYS,
        "in_queue": True,
    }
    return render(request, "desk/comments/queue.html", context)


def tabs(wanted: queues.Wanted) -> dict[str, Any]:
    """Return the queues with how many are in each, and why those wait that do."""
    checks = [check.__name__ for check in screening.CHECKS]
    numbers, reasons = queues.count(wanted.moderator, [*checks, NOTHING_FOUND])
    return {
        "queues": [
            {
                "name": name,
                "label": label,
                "number": say(numbers[name]) if name in numbers else "",
                "is_here": name == wanted.queue,
            }
            for name, label in FilterForm.QUEUES
        ],
        "reasons": [
            {"name": name, "number": say(number), "is_here": name == wanted.held_for}
            for name, number in reasons.items()
            if number or name == wanted.held_for
        ],
        "has_reasons": wanted.queue == Queue.PENDING,
    }


def say(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _address(request: HttpRequest, **changes: str) -> str:
    """Return the address of this list with other parameters; '' leaves one out."""
    parameters = {**request.GET.dict(), **changes}
    query = urlencode({name: value for name, value in parameters.items() if value})
    return reverse("desk:queue") + (f"?{query}" if query else "")


@require_safe
@moderators_only
def comment(request: DeskRequest, pk: int) -> HttpResponse:
    """Show one comment with all its texts and decisions."""
    found = get_object_or_404(queues.with_places(Comment.objects.all()), pk=pk)
    (case,) = cases.gather([found])
    texts = [(revision, cases.text_of(revision)) for revision in found.revisions.all()]
    context = {
        "case": case,
        "texts": texts,
        "decisions": found.decisions.select_related("moderator", "act", "revision", "undone_by"),
        "reports": found.reports.select_related("decision__moderator"),
        "replies": found.replies.public().count(),
        "here": request.get_full_path(),
    }
    return render(request, "desk/comments/comment.html", context)
