"""The Nu HTML checker finds no error in what readers get."""

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import ARTICLE

CHECKER = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def errors_in(pages: dict[str, str], folder: Path) -> list[str]:
    """Return what the checker says of ``pages`` (HTML by name)."""
    if not CHECKER.exists():
        pytest.fail("The checker is missing: npm install --no-save vnu-jar")
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html)
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", str(folder)]
    report = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
    messages = json.loads(report.stderr)["messages"]
    return [
        f"{Path(message['url']).name}: {message['message']} {message.get('extract', '')}"
        for message in messages
        if message["type"] == "error"
    ]


def test_every_kind_of_page_is_valid(visit, tmp_path):
    visitor = visit(java_script_enabled=False)
    request = visitor.context.request
    site = visitor.site.url
    addresses = {
        "front": "/",
        "articles": "/articles/",
        "article": ARTICLE,
        "meetings": "/meetings/",
        "meeting": "/meetings/united-states-and-northern-triangle-in-tegucigalpa/",
        "person": "/people/kirstjen-nielsen/",
        "page": "/pages/comment-rules/",
        "missing": "/nothing/",
        "login": "/admin/login/",
    }
    pages = {name: request.get(site + address).text() for name, address in addresses.items()}
    refused = request.post(f"{site}{ARTICLE}comments/", form={"text": "", "name": "V. <&>"})
    assert refused.status == 422
    held = request.post(
        f"{site}{ARTICLE}comments/",
        form={"text": "A\n\nB https://a.example/?a&b", "name": "V. <&>", "email": "v@mail.example"},
    )
    pages |= {"refused": refused.text(), "held": held.text()}
    assert "awaiting moderation" in pages["held"]
    assert errors_in(pages, tmp_path) == []
