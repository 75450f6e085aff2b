"""A reader's page of their own comments, and what they can do there.

Whoever comes shows a token that only they hold: a pass, or that of the mailed link. It travels in
the body of a post, so no page here has an address that tells anything, and a reload asks first.
Looks change nothing: all that acts comes by post, from this site, and can be sent twice.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from comments import arrival, asking, editing, erasing, exporting, listing, passes, subscribing
from comments.models import Comment, Commenter
from comments.origin import Origin
from masthead.keys import is_key

from .forms import AskForm, EditForm

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
type OwnView[**P] = Callable[Concatenate[HttpRequest, Commenter, P], HttpResponseBase]


def for_holder[**P](view: OwnView[P]) -> View[P]:
    """Let a view be called for the reader whose token is in the post; send others to ask."""

    @csrf_exempt  # The token in the body is the secret that a forged form would need.
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "POST":
            return redirect("comments:mine")
        if arrival.origin(request) == Origin.OTHER:
            raise PermissionDenied
        reader = _holder(request.POST.get("pass", ""))
        return view(request, reader, *args, **kwargs) if reader else _over(request)

    return wrapped


def _holder(token: str) -> Commenter | None:
    return passes.holder(token) or passes.reader_of(token)


def _over(request: HttpRequest) -> HttpResponse:
    context = {"form": AskForm(), "is_over": True}
    return render(request, "comments/readers/mine_ask.html", context, status=403)


@csrf_exempt  # Asking does nothing that a stranger could not ask for; see arrival.origin.
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponseBase:
    """Ask for the address to mail a link to; with a token, show the reader's comments."""
    if request.method != "POST":
        return render(request, "comments/readers/mine_ask.html", {"form": AskForm()})
    return _comments(request) if "pass" in request.POST else _ask(request)


def _ask(request: HttpRequest) -> HttpResponse:
    if arrival.origin(request) == Origin.OTHER:
        raise PermissionDenied
    form = AskForm(request.POST)
    if not form.is_valid():
        return render(request, "comments/readers/mine_ask.html", {"form": form}, status=422)
    asking.ask(form.cleaned_data["email"])
    return render(request, "comments/readers/mine_sent.html")


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button that opens the page: mail programs look at links before people do."""
    if passes.reader_of(token) is None:
        return _over(request)
    return render(request, "comments/readers/mine_open.html", {"token": token})


@for_holder
def _comments(request: HttpRequest, reader: Commenter) -> HttpResponse:
    return _list(request, reader)


@for_holder
def edit(request: HttpRequest, reader: Commenter, pk: int) -> HttpResponse:
    """Show the form for a new text; with one, take it."""
    comment = _own(reader, pk)
    if "text" not in request.POST:
        newest = comment.newest_revision()
        initial = {"text": newest.text, "pass": request.POST["pass"]}
        return _edit(request, EditForm(comment=comment, initial=initial), status=200)
    form = EditForm(request.POST, comment=comment)
    if not form.is_valid():
        return _edit(request, form, status=422)
    try:
        editing.edit(comment, form.cleaned_data["text"], network=arrival.network(request))
    except editing.NotEdited as error:
        form.add_error(None, str(error))
        return _edit(request, form, status=422)
    return _list(request, reader, said=gettext("Your new text is saved."))


def _edit(request: HttpRequest, form: EditForm, *, status: int) -> HttpResponse:
    context = {"form": form, "token": request.POST["pass"]}
    return render(request, "comments/readers/mine_edit.html", context, status=status)


@for_holder
def delete(request: HttpRequest, reader: Commenter, pk: int) -> HttpResponse:
    """Ask whether the comment is to be deleted; where that was answered, delete it."""
    comment = _own(reader, pk)
    if "confirm" not in request.POST:
        newest = comment.newest_revision()
        context = {"comment": comment, "newest": newest, "token": request.POST["pass"]}
        return render(request, "comments/readers/mine_delete.html", context)
    editing.delete(comment)
    return _list(request, reader, said=gettext("Your comment is deleted."))


@for_holder
def tell(request: HttpRequest, reader: Commenter, pk: int) -> HttpResponse:
    """Turn mail about replies to a comment on or off."""
    wanted = request.POST.get("wanted") == "yes"
    subscribing.tell(_own(reader, pk), wanted=wanted)
    said = (
        gettext("You will get mail when somebody replies.")
        if wanted
        else gettext("You will get no more mail.")
    )
    return _list(request, reader, said=said)


@for_holder
def data(request: HttpRequest, reader: Commenter) -> StreamingHttpResponse:
    response = StreamingHttpResponse(exporting.export(reader), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="my-comments.json"'
    return response


@for_holder
def erase(request: HttpRequest, reader: Commenter) -> HttpResponse:
    """Ask whether and what to erase; where that was answered, erase it."""
    if "confirm" not in request.POST:
        context = {"token": request.POST["pass"], "email": reader.email}
        return render(request, "comments/readers/erase.html", context)
    with_text = "text" in request.POST
    erasing.erase(reader, with_text=with_text)
    return render(request, "comments/readers/erase_done.html", {"with_text": with_text})


def _own(reader: Commenter, pk: int) -> Comment:
    key = min(pk, BigIntegerField.MAX_BIGINT)
    return get_object_or_404(reader.comments.select_related("article"), pk=key)


def _list(request: HttpRequest, reader: Commenter, *, said: str = "") -> HttpResponse:
    after = request.POST.get("after", "")
    is_first = not is_key(after)
    page = listing.read(reader, after=None if is_first else int(after))
    context = {
        "email": reader.email,
        "token": request.POST["pass"],
        "page": page,
        "is_first": is_first,
        "said": said,
    }
    return render(request, "comments/readers/mine.html", context)
