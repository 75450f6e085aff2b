import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from masthead import pictures, versions
from masthead.models import FlatPage, Image, Publication
from tests.factories import make_image, make_page
from tests.factories.masthead import picture_bytes

PAGE = {"title": "Rules", "slug": "rules", "body": "<p onclick='x'>Be kind.</p>", "order": 0}
PAPER = {"name": "Paper", "language": "en"}
PICTURES = "/admin/masthead/image/"


def site_version() -> int:
    return versions.number(versions.SITE)


def picture_form(content: bytes, name: str = "IMG_20190326.png") -> dict[str, object]:
    upload = SimpleUploadedFile(name, content)
    return {"file": upload, "alt": "A lion", "credit": "", "focal_x": 50, "focal_y": 50}


def test_an_added_page_is_sanitised_and_raises_the_version(administrator_client):
    administrator_client.post("/admin/masthead/flatpage/add/", PAGE)
    assert FlatPage.objects.get().body == "<p>Be kind.</p>"
    assert site_version() == 1


def test_a_changed_page_raises_the_version(administrator_client):
    page = make_page()
    administrator_client.post(f"/admin/masthead/flatpage/{page.pk}/change/", PAGE)
    assert site_version() == 1


def test_a_form_with_an_error_raises_nothing(administrator_client):
    administrator_client.post("/admin/masthead/flatpage/add/", PAGE | {"slug": "no slug"})
    assert site_version() == 0


def test_the_order_can_be_changed_in_the_list_which_raises_the_version(administrator_client):
    page = make_page()
    row = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": page.pk}
    data = row | {"form-0-order": 3, "form-0-is_in_footer": "on", "_save": "Save"}
    administrator_client.post("/admin/masthead/flatpage/", data)
    page.refresh_from_db()
    assert (page.order, site_version()) == (3, 1)


def test_a_deleted_page_raises_the_version(administrator_client):
    page = make_page()
    administrator_client.post(f"/admin/masthead/flatpage/{page.pk}/delete/", {"post": "yes"})
    assert (FlatPage.objects.count(), site_version()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_pages_deleted_together_raise_the_version(administrator_client):
    pages = [make_page().pk, make_page().pk]
    data = {"action": "delete_selected", "_selected_action": pages, "post": "yes"}
    administrator_client.post("/admin/masthead/flatpage/", data)
    assert (FlatPage.objects.count(), site_version()) == (0, 1)


def test_a_page_has_the_editor_and_a_link_to_what_readers_see(administrator_client):
    page = make_page()
    html = administrator_client.get(f"/admin/masthead/flatpage/{page.pk}/change/").text
    assert "data-django-prose-editor" in html
    assert 'class="viewsitelink"' in html


def test_the_list_of_the_one_publication_is_its_form(administrator_client):
    Publication.objects.create()
    response = administrator_client.get("/admin/masthead/publication/")
    assert response.url == reverse("admin:masthead_publication_change", args=[1])


def test_where_there_is_no_publication_its_list_offers_to_make_one(administrator_client):
    response = administrator_client.get("/admin/masthead/publication/")
    assert reverse("admin:masthead_publication_add") in response.text


def test_the_publication_is_made_once_and_never_deleted(administrator_client):
    administrator_client.post("/admin/masthead/publication/add/", PAPER)
    assert str(Publication.objects.get()) == "Paper"
    assert administrator_client.get("/admin/masthead/publication/add/").status_code == 403
    assert administrator_client.get("/admin/masthead/publication/1/delete/").status_code == 403


def test_an_editor_names_the_paper_and_a_reporter_does_not(editor_client, reporter_client):
    Publication.objects.create()
    address = "/admin/masthead/publication/1/change/"
    assert editor_client.post(address, PAPER).status_code == 302
    assert reporter_client.get(address).status_code == 403
    assert (str(Publication.objects.get()), site_version()) == ("Paper", 1)


def test_naming_the_paper_does_not_forget_what_is_due(editor_client, monkeypatch):
    Publication.objects.create()

    def clean_while_something_is_scheduled(form: forms.ModelForm) -> None:
        Publication.objects.expect(timezone.now())

    monkeypatch.setattr(forms.ModelForm, "clean", clean_while_something_is_scheduled)
    editor_client.post("/admin/masthead/publication/1/change/", PAPER)
    assert str(Publication.objects.get()) == "Paper"
    assert Publication.objects.get().next_due_at


def test_an_uploaded_picture_is_stored_reencoded_under_a_random_name(reporter_client):
    reporter_client.post(f"{PICTURES}add/", picture_form(picture_bytes((20, 10))))
    image = Image.objects.get()
    assert image.file.name.endswith(".webp")
    assert "IMG" not in image.file.name
    assert image.file.read()[8:12] == b"WEBP"
    assert (image.width, image.height, image.alt) == (20, 10, "A lion")


def test_a_refused_upload_keeps_what_was_typed_and_says_what_to_do(reporter_client):
    response = reporter_client.post(f"{PICTURES}add/", picture_form(b"<svg/>", "lion.svg"))
    assert pictures.DRAWING in response.text
    assert 'value="A lion"' in response.text
    assert not Image.objects.exists()


def test_a_picture_without_a_file_is_asked_for_one(reporter_client):
    data = picture_form(b"")
    del data["file"]
    response = reporter_client.post(f"{PICTURES}add/", data)
    assert "This field is required." in response.text


def test_a_very_long_file_name_is_no_obstacle(reporter_client):
    name = "holiday " * 30 + ".png"
    reporter_client.post(f"{PICTURES}add/", picture_form(picture_bytes(), name))
    assert Image.objects.count() == 1


def test_a_stored_picture_can_be_described_but_not_exchanged(reporter_client):
    image = make_image()
    data = picture_form(picture_bytes((99, 99))) | {"credit": "Rita"}
    reporter_client.post(f"{PICTURES}{image.pk}/change/", data)
    image.refresh_from_db()
    assert (image.credit, image.width) == ("Rita", 8)
    assert site_version() == 1


def test_the_list_of_pictures_shows_them_through_the_gate(reporter_client):
    image = make_image(alt='"><script>')
    html = reporter_client.get(PICTURES).text
    assert f'src="{reverse("picture", args=[image.pk])}" alt="&quot;&gt;&lt;script&gt;"' in html
    assert "8 by 6" in html


def test_a_reporter_does_not_delete_pictures(reporter_client):
    assert reporter_client.get(f"{PICTURES}{make_image().pk}/delete/").status_code == 403


def test_deleting_a_picture_deletes_its_file(
    administrator_client, django_capture_on_commit_callbacks
):
    image = make_image()
    with django_capture_on_commit_callbacks(execute=True):
        administrator_client.post(f"{PICTURES}{image.pk}/delete/", {"post": "yes"})
    assert not image.file.storage.exists(image.file.name)
    assert site_version() == 1


def test_deleting_pictures_together_deletes_their_files(
    administrator_client, django_capture_on_commit_callbacks
):
    images = [make_image(), make_image()]
    selected = [image.pk for image in images]
    data = {"action": "delete_selected", "_selected_action": selected, "post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        administrator_client.post(PICTURES, data)
    assert not any(image.file.storage.exists(image.file.name) for image in images)
