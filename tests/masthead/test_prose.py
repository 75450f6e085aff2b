import re

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Value
from hypothesis import example, given, settings
from hypothesis import strategies as st

from masthead import prose
from masthead.models import FlatPage
from tests.factories import make_page

KEPT = [
    "<p>One<br>two</p>",
    "<h2>Two</h2><h3>Three</h3>",
    "<ul><li><p>One</p></li></ul>",
    '<ol start="3"><li><p>Three</p></li></ol>',
    "<blockquote><p>Said</p></blockquote>",
    "<p><strong>bold</strong> and <em>italic</em></p>",
    '<p><a href="https://paper.example/" title="Home">a link</a></p>',
    '<p><a href="mailto:desk@paper.example">write</a></p>',
    '<p><a href="/pages/rules/">ours</a></p>',
    "<p>Above</p><hr><p>below</p>",
    '<table><tbody><tr><th colspan="2"><p>Head</p></th></tr></tbody></table>',
    '<table><thead><tr><td rowspan="2">Cell</td></tr></thead></table>',
]
REMOVED = {
    "<p>a<script>alert(1)</script></p>": "<p>a</p>",
    "<style>p{display:none}</style><p>a</p>": "<p>a</p>",
    '<p onclick="alert(1)">a</p>': "<p>a</p>",
    '<p style="color:red" class="lead" id="x">a</p>': "<p>a</p>",
    '<p><a href="javascript:alert(1)">a</a></p>': "<p><a>a</a></p>",
    '<p><a href="data:text/html,x">a</a></p>': "<p><a>a</a></p>",
    '<p><a href="/" target="_blank">a</a></p>': '<p><a href="/">a</a></p>',
    '<p><img src="/x.png" onerror="alert(1)">a</p>': "<p>a</p>",
    '<p>a</p><iframe src="https://else.example/"></iframe>': "<p>a</p>",
    "<p>a</p><svg><script>alert(1)</script></svg>": "<p>a</p>",
    "<p>a<!-- note --></p>": "<p>a</p>",
    "<form><input></form><p>a</p>": "<p>a</p>",
    "<h1>a</h1>": "a",
}
# As the editor's table extension writes it.
TIPTAP_TABLE = (
    '<table style="min-width: 50px"><colgroup><col style="min-width: 25px"><col></colgroup>'
    '<tbody><tr><th colspan="1" rowspan="1"><p>Area</p></th><td colspan="2" rowspan="1" '
    'colwidth="120,80"><p>Trafficking</p></td></tr></tbody></table>'
)
ALLOWED_TAG = re.compile(
    r"</?(p|br|h2|h3|ul|ol|li|blockquote|a|strong|em|hr|table|thead|tbody|tr|th|td)"
    r'( (href|title|start|colspan|rowspan)="[^"<>]*")*>'
)
TRICKS = [
    "<",
    ">",
    '"',
    "</p>",
    "<p>",
    "<td>",
    "&lt;script&gt;",
    "<math><mtext>",
    "<noscript>",
    "<textarea>",
    "<select>",
    "<template>",
    "<a href='javas&#99;ript:x'>",
]
PIECES = st.sampled_from([*KEPT, *REMOVED, TIPTAP_TABLE, *TRICKS]) | st.text(max_size=20)
TEXTS = st.lists(PIECES, max_size=8).map("".join)


@pytest.mark.parametrize("html", KEPT)
def test_what_the_editor_offers_is_kept(html):
    assert prose.clean(html) == html


@pytest.mark.parametrize(("html", "cleaned"), REMOVED.items())
def test_everything_else_is_removed(html, cleaned):
    assert prose.clean(html) == cleaned


@pytest.mark.parametrize("html", ["", "  \n", "<p></p>", " <p></p> "])
def test_an_empty_text_is_the_empty_string(html):
    assert prose.clean(html) == ""


def test_a_table_of_the_editor_keeps_its_cells_and_loses_its_widths():
    assert prose.clean(TIPTAP_TABLE) == (
        '<table><tbody><tr><th colspan="1" rowspan="1"><p>Area</p></th>'
        '<td colspan="2" rowspan="1"><p>Trafficking</p></td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<ul><li>" * 30_000, "nested 60000 deep"),
        ("a" * 400_001, "400,001 characters"),
    ],
)
def test_what_would_keep_the_site_busy_is_refused(html, said):
    with pytest.raises(ValidationError, match=said):
        prose.clean(html)


def test_a_long_text_of_many_paragraphs_and_breaks_is_not_refused():
    html = "<p>a<br>b</p>" * 2_000
    assert prose.clean(html) == html


def test_a_form_says_so_and_keeps_what_was_typed(administrator_client):
    body = "<ul><li>" * 200
    data = {"slug": "deep", "title": "Deep", "body": body}
    response = administrator_client.post("/admin/masthead/flatpage/add/", data)
    html = response.content.decode()
    assert "nested 400 deep" in html
    assert "&lt;ul&gt;&lt;li&gt;" in html


@settings(deadline=None)
@given(TEXTS)
def test_cleaning_leaves_no_forbidden_tag(html):
    assert "<" not in ALLOWED_TAG.sub("", prose.clean(html))


@settings(deadline=None)
@given(TEXTS)
@example("<a href='x'><select><p><a href='/'>read otherwise without the list</a></p>")
def test_cleaning_twice_changes_nothing_more(html):
    once = prose.clean(html)
    assert prose.clean(once) == once


def test_plain_text_keeps_words_apart_and_whole():
    html = "<h2>Head</h2><p>one<br><strong>t</strong>wo &amp; &lt;b&gt;</p><p>three</p>"
    assert prose.plain(html) == "Head one two & <b> three"


def test_saving_sanitises_in_the_database_and_on_the_object(db):
    page = make_page(body="<p onclick='x'>a</p>")
    assert page.body == "<p>a</p>"
    page.refresh_from_db()
    assert page.body == "<p>a</p>"


def test_an_update_of_many_rows_sanitises_too(db):
    page = make_page()
    FlatPage.objects.update(body="<p>a<script>b</script></p>")
    page.refresh_from_db()
    assert page.body == "<p>a</p>"


def test_an_update_takes_an_expression(db):
    page = make_page()
    FlatPage.objects.update(body=Value("<p>b</p>"))
    page.refresh_from_db()
    assert page.body == "<p>b</p>"
