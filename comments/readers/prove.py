"""The link in the mail about a comment: a look changes nothing, a button proves or disowns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Article
from comments import passes, proving
from comments.models import Comment


@csrf_exempt  # The token in the address is the secret that a forged form would need.
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the mail was about; by POST, note that the comment is the reader's, or not.

    What the comment says is not shown: whoever wrote it may be a stranger to the reader.
    """
    comment = passes.proven_by(token)
    if comment is None:
        return render(request, "comments/readers/prove_over.html", status=404)
    if request.method != "POST":
        return render(request, "comments/readers/prove.html", _about(comment))
    if "disown" in request.POST:
        proving.disown(comment)
        return render(request, "comments/readers/prove_disowned.html", _about(comment))
    assert comment.commenter is not None  # Only readers' comments have such links.
    context = _about(proving.prove(comment)) | {"pass": passes.issue(comment.commenter)}
    return render(request, "comments/readers/prove_done.html", context)


def _about(comment: Comment) -> dict[str, object]:
    article = Article.objects.live().filter(pk=comment.article_id).first()
    written_at = timezone.localtime(comment.created_at)
    return {"comment": comment, "article": article, "written_at": written_at}
