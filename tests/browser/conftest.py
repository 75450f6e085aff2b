from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response

from .site import Site

ARTICLE = "/articles/secretary-nielsen-engages-mexico-and-honduras/"
# Tells of each violation of the Content Security Policy by the console, as Chromium's own
# messages do not for all of them.
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`)
);
"""

# Takes from that page whatever tests of other files had approved.
WITHOUT_COMMENTS = """
from comments import moderation
from comments.models import Comment
from masthead.models import User
moderator = User.objects.get(username="moderator")
for comment in Comment.objects.public().filter(article__slug__startswith="secretary-nielsen"):
    moderation.remove(comment, moderator=moderator)
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    return browser_type_launch_args | {
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the demo to all browser tests."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.prepare()
    site.start()
    yield site
    assert site.stop() == 0


@pytest.fixture(scope="module", autouse=True)
def _page_without_comments(site: Site) -> None:
    site.manage("shell", "-c", WITHOUT_COMMENTS)


class Visitor:
    """Somebody with a browser of their own, which notes what goes wrong in it."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.context = context
        self.site = site
        self.faults: list[str] = []
        self.cookies_set: list[str] = []
        context.add_init_script(REPORT_VIOLATIONS)
        self.page: Page = context.new_page()
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("response", self._note_cookie)

    def open(self, address: str) -> Page:
        self.page.goto(self.site.url + address)
        return self.page

    def sign_in(self, username: str) -> None:
        page = self.open("/admin/")
        page.get_by_label("Username").fill(username)
        page.get_by_label("Password").fill(self.site.accounts()[username])
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("heading", name="Site administration").wait_for()

    def field(self, label: str) -> Locator:
        return self.page.get_by_role("textbox", name=label)

    def write_comment(self, text: str, *, name: str = "Ana", email: str = "ana@mail.example"):
        """Fill the form of the page that is open and send it; each by the keyboard alone."""
        self.field("Comment").focus()
        self.page.keyboard.insert_text(text)
        self.field("Name").fill(name)
        self.field("Email").fill(email)
        self.page.get_by_role("button", name="Post Comment").press("Enter")
        self.page.wait_for_load_state()

    def _note_console(self, message: ConsoleMessage) -> None:
        is_refused_form = "status of 422" in message.text
        if message.type == "error" and not is_refused_form:
            self.faults.append(message.text)

    def _note_cookie(self, response: Response) -> None:
        if "set-cookie" in response.all_headers():
            self.cookies_set.append(response.url)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[object]:
    """Return a function that brings a visitor; options are those of a browser context."""
    visitors: list[Visitor] = []

    def bring(**options: Any) -> Visitor:
        visitors.append(Visitor(browser.new_context(**options), site))
        return visitors[-1]

    yield bring
    for visitor in visitors:
        visitor.context.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []
