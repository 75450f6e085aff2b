from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.publishing import lock
from comments import moderation, posting
from comments.forms import TextField
from comments.models import Comment
from masthead.seeing import see

from .access import DeskRequest, moderators_only


class ReplyForm(forms.Form):
    text = TextField(label="Reply", error_messages={"required": "Write your reply."})
    approves = forms.BooleanField(
        label="Approve the comment first, so that readers see what is answered", required=False
    )

    def __init__(self, *args: object, is_public: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if is_public:
            del self.fields["approves"]


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def reply(request: DeskRequest, pk: int) -> HttpResponse:
    """Let one of the staff answer a comment."""
    comments = Comment.objects.select_related("article", "shown")
    comment = get_object_or_404(comments, pk=pk)
    form = ReplyForm(request.POST or None, is_public=comment.is_public)
    if request.method == "POST" and form.is_valid():
        try:
            _reply(request, comment, form)
        except posting.NotTaken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Your reply is public.")
            return see(reverse("desk:comment", args=[comment.pk]))
    context = {"comment": comment, "form": form, "text": comment.newest_revision()}
    status = 422 if form.is_bound else 200
    return render(request, "desk/comments/reply.html", context, status=status)


@transaction.atomic
def _reply(request: DeskRequest, comment: Comment, form: ReplyForm) -> None:
    lock(comment.article_id)  # Before the approval raises versions, for which a post may wait.
    if form.cleaned_data.get("approves"):
        moderation.approve(comment, moderator=request.user)
    posting.reply_as_staff(comment, user=request.user, text=form.cleaned_data["text"])
