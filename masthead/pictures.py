"""Take a picture into the library: decoded and written anew, so that only its pixels are kept.

What a camera or an editor added (place, time, device, thumbnails, profiles) and whatever is hidden
in the file stays behind.
"""

import secrets
from functools import partial
from io import BytesIO

import PIL.Image
from django.core.files.base import ContentFile, File
from django.db import transaction
from PIL import ImageCms, ImageOps

from . import versions
from .models import Image

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MIME_TYPES = "image/jpeg,image/png,image/webp,image/avif,image/gif"
MAX_BYTES = 20 * 1024 * 1024
# Decoded, a picture takes up to 4 bytes a pixel, and twice that while it is scaled down.
MAX_PIXELS = 50_000_000
LONGEST_SIDE = 2400
QUALITY = 82
# A drawing has few colours; without loss it is both smaller and sharper.
DRAWING_COLOURS = 4096

# What Pillow raises for bytes that are none of its pictures, or broken ones.
_BROKEN = (EOFError, OSError, RuntimeError, SyntaxError, TypeError, ValueError)
_BOMB = (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning)

_TAKEN = "JPEG, PNG, WebP, AVIF or GIF"
NOT_A_PICTURE = f"This is not a picture that can be read here. Save it as {_TAKEN} and try again."
DRAWING = "SVG drawings are not taken, as they can carry scripts. Export it as PNG and try again."
DAMAGED = "This picture is damaged or not complete. Export it once more and try again."
TOO_MANY_BYTES = (
    f"This file is larger than {MAX_BYTES // 1024**2} MB. Scale the picture down to "
    f"{LONGEST_SIDE} pixels on its longest side and try again."
)
TOO_MANY_PIXELS = (
    f"This picture has more than {MAX_PIXELS // 1_000_000} million pixels. Scale it down to "
    f"{LONGEST_SIDE} pixels on its longest side and try again."
)


class PictureRefused(Exception):
    """A file does not become a picture of the library; the message says what to do."""


def reencode(upload: File[bytes]) -> ContentFile[bytes]:
    """Return the picture to be stored for ``upload``, as WebP under a name that says nothing.

    Turned as its camera said, in sRGB, at most ``LONGEST_SIDE`` pixels long; of several frames,
    the first. Raises ``PictureRefused``.
    """
    if upload.size > MAX_BYTES:
        raise PictureRefused(TOO_MANY_BYTES)
    image = _open(upload.read())
    if image.width * image.height > MAX_PIXELS:
        raise PictureRefused(TOO_MANY_PIXELS)
    try:
        return ContentFile(_encode(_pixels(image)), f"{secrets.token_hex(16)}.webp")
    except _BROKEN as error:
        raise PictureRefused(DAMAGED) from error


@transaction.atomic
def discard(image: Image) -> None:
    """Delete ``image``, and its file after the commit.

    Raises ``ProtectedError`` where it is in use.
    """
    storage, name = image.file.storage, str(image.file)
    image.delete()
    versions.bump(versions.SITE)
    transaction.on_commit(partial(storage.delete, name))


def _open(content: bytes) -> PIL.Image.Image:
    """Read the header of ``content``; no pixel is decoded yet."""
    try:
        return PIL.Image.open(BytesIO(content), formats=FORMATS)
    except _BOMB as error:
        raise PictureRefused(TOO_MANY_PIXELS) from error
    except _BROKEN as error:
        is_drawing = b"<svg" in content[:4096].lower()
        raise PictureRefused(DRAWING if is_drawing else NOT_A_PICTURE) from error


def _pixels(image: PIL.Image.Image) -> PIL.Image.Image:
    """Return what is seen of ``image``; made small first, as each step takes its memory again."""
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # Decodes a large JPEG at a part of its size.
    pixels = _in_plain_mode(image)
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    ImageOps.exif_transpose(pixels, in_place=True)
    return _in_srgb(pixels)


def _in_plain_mode(image: PIL.Image.Image) -> PIL.Image.Image:
    """Return ``image`` as RGB, RGBA or CMYK."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode == "I;16":  # Converted as it is, everything but black would turn white.
        image = image.point(lambda value: value / 256).convert("L")
    return image if image.mode in {mode, "CMYK"} else image.convert(mode)


def _in_srgb(image: PIL.Image.Image) -> PIL.Image.Image:
    """Return ``image``, which is RGB, RGBA or CMYK, as RGB or RGBA without a profile."""
    mode = "RGB" if image.mode == "CMYK" else image.mode
    if profile := image.info.get("icc_profile"):
        try:
            transform = ImageCms.buildTransform(
                BytesIO(profile), ImageCms.createProfile("sRGB"), image.mode, mode
            )
            return transform.apply(image)
        except ImageCms.PyCMSError:  # Broken, or of another kind than the pixels: left out.
            pass
    return image.convert(mode)


def _encode(image: PIL.Image.Image) -> bytes:
    stream = BytesIO()
    is_drawing = image.getcolors(DRAWING_COLOURS) is not None
    image.save(stream, "WEBP", quality=QUALITY, lossless=is_drawing)
    return stream.getvalue()
