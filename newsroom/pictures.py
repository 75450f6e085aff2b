"""The gate to pictures: readers get those that something public shows, the staff all of them."""

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.naming import named_people
from masthead.models import Image, Publication, User
from masthead.viewers import viewer

DAY = 24 * 60 * 60

logger = logging.getLogger(__name__)


def is_public(image: Image) -> bool:
    """Tell whether something public shows the picture.

    That is a published edition, the paper's head (as its logo), or the page of somebody whom a
    public meeting or the byline of a published edition names.
    """
    return (
        Edition.objects.published().filter(imageuses__image=image).exists()
        or Publication.objects.filter(logo=image).exists()
        or named_people().filter(portrait=image).exists()
    )


def may_see_all(user: User | None) -> bool:
    return user is not None and user.has_perm("masthead.view_image")


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    image = get_object_or_404(Image, pk=pk)
    is_for_all = is_public(image)
    if not is_for_all and not may_see_all(viewer(request)):
        raise Http404
    # Every file of the library has a name of its own, so a replaced one gets another tag.
    etag = quote_etag(str(image.file))
    response = get_conditional_response(request, etag) or _file(image)
    response["ETag"] = etag
    if is_for_all:
        patch_cache_control(response, public=True, max_age=DAY)
    else:
        response["Cache-Control"] = "no-store, private"
    return response


def _file(image: Image) -> HttpResponseBase:
    try:
        return FileResponse(image.file.open("rb"))
    except FileNotFoundError as error:  # A backup without its media, say: the page goes on.
        logger.warning("The file of picture %s is missing.", image.pk)
        raise Http404 from error
