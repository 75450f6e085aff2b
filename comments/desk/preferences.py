from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from comments.models import NoticePreference
from masthead.seeing import see

from .access import DeskRequest, moderators_only
from .author_forms import PreferenceForm


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def mail(request: DeskRequest) -> HttpResponse:
    """Let a moderator choose how often mail tells of comments that wait."""
    preference = NoticePreference.objects.filter(user=request.user).first()
    form = PreferenceForm(
        request.POST or None, instance=preference or NoticePreference(user=request.user)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your choice was saved.")
        return see(reverse("desk:mail"))
    status = 422 if form.is_bound else 200
    return render(request, "desk/comments/mail.html", {"form": form}, status=status)
