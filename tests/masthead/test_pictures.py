import struct
import zlib
from io import BytesIO

import PIL.Image
import pytest
from django.core.files.base import ContentFile
from django.db import models
from PIL import ImageCms
from PIL.ExifTags import GPS, IFD, Base

from masthead import pictures, versions
from masthead.models import Image, Publication
from tests.factories import make_image
from tests.factories.masthead import picture_bytes

ORIENTATION_QUARTER_TURN = 6


def encoded(image: PIL.Image.Image, image_format: str, **options) -> bytes:
    stream = BytesIO()
    image.save(stream, image_format, **options)
    return stream.getvalue()


def reencoded(content: bytes) -> PIL.Image.Image:
    return PIL.Image.open(pictures.reencode(ContentFile(content, "upload.bin")))


def photograph(size=(300, 200)) -> PIL.Image.Image:
    """Return a picture of more colours than a drawing has."""
    bands = [PIL.Image.effect_noise(size, sigma) for sigma in (20, 60, 100)]
    return PIL.Image.merge("RGB", bands)


def camera_exif() -> PIL.Image.Exif:
    exif = PIL.Image.Exif()
    exif[Base.Make] = "Camera of Rita"
    exif[Base.Orientation] = ORIENTATION_QUARTER_TURN
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (14.0, 6.0, 20.0)
    return exif


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that says it is large and holds hardly anything."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IDAT"


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_each_format_becomes_webp_of_the_same_size(image_format):
    picture = reencoded(picture_bytes((20, 10), image_format))
    assert (picture.format, picture.size) == ("WEBP", (20, 10))


def test_what_the_camera_added_is_gone_and_its_turn_applied():
    content = encoded(photograph(), "JPEG", exif=camera_exif(), comment=b"by Rita")
    stored = pictures.reencode(ContentFile(content))
    picture = PIL.Image.open(stored)
    assert picture.size == (200, 300)
    assert not picture.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & picture.info.keys()
    assert b"Rita" not in stored.open().read()


def test_a_picture_with_a_profile_of_its_colours_is_turned_too():
    profile = swapped_profile()
    content = encoded(photograph(), "JPEG", exif=camera_exif(), icc_profile=profile)
    assert reencoded(content).size == (200, 300)


def test_the_camera_of_these_tests_did_add_a_place():
    picture = PIL.Image.open(BytesIO(encoded(photograph(), "JPEG", exif=camera_exif())))
    assert picture.getexif().get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] == (14.0, 6.0, 20.0)


def test_text_of_a_png_is_gone():
    text = PIL.Image.new("RGB", (8, 8))
    text.info["xmp"] = b"<x>Rita</x>"
    assert b"Rita" not in pictures.reencode(ContentFile(encoded(text, "PNG", xmp=b"Rita"))).read()


def test_a_page_hidden_behind_the_picture_is_gone():
    content = encoded(photograph(), "JPEG") + b"<html><script>alert(1)</script></html>"
    assert b"<script>" not in pictures.reencode(ContentFile(content)).read()


def test_the_name_says_nothing_of_the_file():
    content = picture_bytes()
    names = {pictures.reencode(ContentFile(content, "secret meeting.png")).name for _ in range(2)}
    assert len(names) == 2
    assert all(len(name) == 37 and name.endswith(".webp") for name in names)


@pytest.mark.parametrize(("image_format", "longest"), [("JPEG", 5000), ("PNG", 2401)])
def test_the_longest_side_is_limited(image_format, longest):
    picture = reencoded(picture_bytes((1000, longest), image_format))
    assert picture.height == pictures.LONGEST_SIDE
    assert picture.width == round(1000 * pictures.LONGEST_SIDE / longest)


def test_a_small_picture_is_not_enlarged():
    assert reencoded(picture_bytes((3, 2))).size == (3, 2)


def test_of_several_frames_the_first_is_kept():
    frames = [PIL.Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    picture = reencoded(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert not getattr(picture, "is_animated", False)
    assert picture.convert("RGB").getpixel((4, 4)) == (255, 0, 0)


def test_a_phones_picture_of_several_is_taken():
    content = encoded(photograph(), "MPO", save_all=True, append_images=[photograph()])
    assert reencoded(content).size == (300, 200)


def test_a_drawing_is_stored_without_loss_and_a_photograph_is_not():
    drawing = PIL.Image.linear_gradient("L").convert("RGB")
    kept = reencoded(encoded(drawing, "PNG"))
    assert kept.tobytes() == drawing.tobytes()
    assert len(pictures.reencode(ContentFile(encoded(photograph(), "PNG"))).read()) < 100_000


def test_what_can_be_seen_through_stays_so():
    picture = reencoded(encoded(PIL.Image.new("RGBA", (8, 8), (200, 0, 0, 100)), "PNG"))
    assert picture.convert("RGBA").getpixel((0, 0)) == (200, 0, 0, 100)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_white_stays_white_in_every_mode(mode):
    content = encoded(PIL.Image.new("RGB", (8, 8), "white").convert(mode), "PNG")
    assert reencoded(content).convert("RGB").getpixel((4, 4)) == (255, 255, 255)


def test_grey_of_16_bits_stays_grey():
    content = encoded(PIL.Image.new("I;16", (8, 8), 128 * 256), "PNG")
    assert reencoded(content).convert("RGB").getpixel((4, 4)) == (128, 128, 128)


def test_ink_colours_become_screen_colours():
    content = encoded(PIL.Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", quality=100)
    red, green, blue = reencoded(content).convert("RGB").getpixel((4, 4))
    assert red > 250
    assert green < 5
    assert blue < 5


def test_colours_of_another_profile_are_converted():
    swapped = swapped_profile()
    content = encoded(PIL.Image.new("RGB", (8, 8), (255, 0, 0)), "PNG", icc_profile=swapped)
    picture = reencoded(content)
    assert picture.getpixel((4, 4)) == (0, 255, 0)
    assert "icc_profile" not in picture.info


def swapped_profile() -> bytes:
    """Return sRGB's profile with the colorants of red and green exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for one, other in ((b"rXYZ", b"?XYZ"), (b"gXYZ", b"rXYZ"), (b"?XYZ", b"gXYZ")):
        profile = profile.replace(one, other)
    return profile


def invisible_ink_profile() -> bytes:
    """Return a profile of a press on which every mixture of inks looks white."""
    identity = [65536, 0, 0, 0, 65536, 0, 0, 0, 65536]
    curve = bytes(range(256))
    table = struct.pack(">4s4x4B9I", b"mft1", 4, 3, 2, 0, *identity)
    table += 4 * curve + 2**4 * bytes([255, 128, 128]) + 3 * curve
    kinds = (b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    head = struct.pack(">I4sI4s4s4s12x4s", 144 + len(table), *kinds)
    return head.ljust(128, b"\0") + struct.pack(">I4sII", 1, b"A2B0", 144, len(table)) + table


def test_ink_colours_are_converted_by_their_profile():
    black = PIL.Image.new("CMYK", (8, 8), (200, 200, 200, 200))
    content = encoded(black, "JPEG", icc_profile=invisible_ink_profile())
    assert reencoded(content).convert("RGB").getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("profile", [b"no profile", b"\0" * 200])
def test_a_broken_profile_is_left_out(profile):
    content = encoded(PIL.Image.new("RGB", (8, 8), (9, 200, 30)), "PNG", icc_profile=profile)
    assert reencoded(content).convert("RGB").getpixel((4, 4)) == (9, 200, 30)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", pictures.NOT_A_PICTURE),
        (b"Dear editor, enclosed please find", pictures.NOT_A_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", pictures.DRAWING),
        (b"<?xml version='1.0'?>\n<SVG onload='alert(1)'/>", pictures.DRAWING),
        (encoded(PIL.Image.new("RGB", (8, 8)), "BMP"), pictures.NOT_A_PICTURE),
        (encoded(photograph(), "JPEG")[:-2000], pictures.DAMAGED),
        (encoded(photograph(), "PNG")[:-2000], pictures.DAMAGED),
        (encoded(photograph(), "WEBP")[:-2000], pictures.NOT_A_PICTURE),
        (png_header(8, 8), pictures.DAMAGED),
        (png_header(60_000, 60_000), pictures.TOO_MANY_PIXELS),
        (png_header(12_000, 10_000), pictures.TOO_MANY_PIXELS),
        (png_header(10_000, 5_001), pictures.TOO_MANY_PIXELS),
        (bytes(pictures.MAX_BYTES + 1), pictures.TOO_MANY_BYTES),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(content, message):
    with pytest.raises(pictures.PictureRefused, match="try again") as refusal:
        pictures.reencode(ContentFile(content, "upload.jpg"))
    assert str(refusal.value) == message


def test_a_discarded_picture_takes_its_file_along_after_the_commit(
    db, django_capture_on_commit_callbacks
):
    image = make_image()
    storage, name = image.file.storage, image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        pictures.discard(image)
        assert storage.exists(name)
    assert not storage.exists(name)
    assert not Image.objects.exists()
    assert versions.number(versions.SITE) == 1


def test_a_picture_in_use_is_not_discarded(db, django_capture_on_commit_callbacks):
    image = make_image()
    Publication.objects.create(logo=image)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(models.ProtectedError):
        pictures.discard(image)
    assert image.file.storage.exists(image.file.name)
