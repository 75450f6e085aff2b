from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import arrival, passes, reporting
from comments.models import Comment
from comments.origin import Origin

from .forms import ReportForm


@csrf_exempt  # Without a session there is nothing that a token could protect; see arrival.origin.
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask what is wrong with a public comment, and note the answer."""
    article = get_object_or_404(Article.objects.live(), slug=slug)
    comments = article.comments.public().select_related("article", "shown")
    comment = get_object_or_404(comments, pk=min(pk, BigIntegerField.MAX_BIGINT))
    if request.method != "POST":
        return _ask(request, article, comment, ReportForm(comment=comment), status=200)
    if arrival.origin(request) == Origin.OTHER:
        raise PermissionDenied
    form = ReportForm(request.POST, comment=comment)
    if not form.is_valid():
        return _ask(request, article, comment, form, status=422)
    try:
        _report(request, article, comment, form)
    except reporting.NotReported as error:
        form.add_error(None, str(error))
        return _ask(request, article, comment, form, status=422)
    context = {"article": article, "comment": comment}
    return render(request, "comments/readers/report_done.html", context)


def _report(request: HttpRequest, article: Article, comment: Comment, form: ReportForm) -> None:
    reader = reporting.Reader(
        holder=passes.holder(form.cleaned_data["pass"]), network=arrival.network(request)
    )
    reason, details = form.cleaned_data["reason"], form.cleaned_data["details"]
    reporting.report(article, comment, reader, reason=reason, details=details)


def _ask(
    request: HttpRequest, article: Article, comment: Comment, form: ReportForm, *, status: int
) -> HttpResponse:
    context = {"article": article, "comment": comment, "form": form}
    return render(request, "comments/readers/report.html", context, status=status)
