from io import BytesIO
from itertools import count
from typing import Any

import PIL.Image
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from masthead.models import FlatPage, Image, User

_numbers = count(1)


def make_user(role: str | None = None, **fields: Any) -> User:
    """Return a member of the staff; in the group ``role`` if given."""
    number = next(_numbers)
    fields = {
        "username": f"user-{number}",
        "email": f"user-{number}@paper.example",
        "is_staff": True,
        **fields,
    }
    user = User.objects.create_user(**fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_page(**fields: Any) -> FlatPage:
    number = next(_numbers)
    defaults = {"slug": f"page-{number}", "title": f"Page {number}", "body": "<p>Text.</p>"}
    return FlatPage.objects.create(**(defaults | fields))


def picture_bytes(size: tuple[int, int] = (8, 6), image_format: str = "PNG") -> bytes:
    stream = BytesIO()
    PIL.Image.new("RGB", size, "navy").save(stream, image_format)
    return stream.getvalue()


def make_image(**fields: Any) -> Image:
    defaults = {"file": ContentFile(picture_bytes(), "picture.png"), "alt": "A navy field"}
    return Image.objects.create(**(defaults | fields))
