"""The end of mail about replies, by a button or by a mail program's own (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import passes, replies


@csrf_exempt  # A mail provider posts it from elsewhere; the token is what allows it.
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    commenter = passes.ended_by(token)
    if commenter is None:
        return render(request, "comments/readers/unsubscribe_unknown.html", status=404)
    is_done = request.method == "POST"
    if is_done:
        replies.end(commenter)
    return render(request, "comments/readers/unsubscribe.html", {"is_done": is_done})
