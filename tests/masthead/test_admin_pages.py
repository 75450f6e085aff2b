"""Every page of this app's admin opens, and holds nothing that the content policy forbids."""

from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from masthead.models import Publication
from tests.factories import make_image, make_page, make_user


class Inline(HTMLParser):
    """Collects inline styles and handlers, and scripts and styles without a nonce."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        handlers = [name for name in given if name.startswith("on")]
        is_bare = tag in {"script", "style"} and "nonce" not in given
        if "style" in given or handlers or (is_bare and given.get("type") != "application/json"):
            self.found.append(str(self.get_starttag_text()))


def pages(name: str, pk: int) -> list[str]:
    prefix = f"admin:{name}"
    return [reverse(f"{prefix}_changelist"), reverse(f"{prefix}_change", args=[pk])]


@pytest.fixture
def addresses(administrator, _roles) -> list[str]:
    image = make_image()
    publication = Publication.objects.create(logo=image)
    group = Group.objects.get(name="editor")
    rows = {"publication": publication, "flatpage": make_page(), "image": image}
    rows["user"] = make_user("reporter")
    listed = [page for name, row in rows.items() for page in pages(f"masthead_{name}", row.pk)]
    added = [reverse(f"admin:masthead_{name}_add") for name in ("flatpage", "image", "user")]
    deleted = [reverse("admin:masthead_image_delete", args=[image.pk])]
    return [*listed, *added, *deleted, *pages("auth_group", group.pk)]


def test_every_page_opens_for_an_administrator_without_inline_code(addresses, administrator_client):
    for address in addresses:
        response = administrator_client.get(address, follow=True)
        assert response.status_code == 200, address
        assert Inline(response.text).found == [], address


def test_inline_code_is_found():
    assert Inline('<p style="x">').found
    assert Inline('<p onclick="x">').found
    assert Inline("<script>x</script>").found
    assert not Inline('<script nonce="x"></script><script type="application/json">').found
