import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.markup import split_after
from masthead import prose

TAGS = ["p", "h2", "ul", "ol", "li", "blockquote", "strong", "em", "table", "tbody", "tr", "td"]
pieces_of_html = (
    st.text(max_size=8)
    | st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS])
    | st.sampled_from(["<hr>", "<br>", "<br/>", "&amp;", "&lt;p&gt;", "\n", "\r\n", "\u2028"])
    | st.sampled_from(['<a href="https://a.example/?b>c" title="</p>">', "</a>", "<!-- x -->"])
)
any_html = st.lists(pieces_of_html, max_size=20).map("".join)
counts = st.sets(st.integers(0, 12), max_size=4)


@given(any_html.map(prose.clean), counts)
def test_the_pieces_joined_are_the_text(html, counts):
    assert "".join(split_after(html, counts).values()) == html


@given(any_html, counts)
def test_the_pieces_of_any_text_joined_are_the_text(html, counts):
    assert "".join(split_after(html, counts).values()) == html


@given(any_html.map(prose.clean), counts)
def test_every_piece_stands_by_itself(html, counts):
    for piece in split_after(html, counts).values():
        followed = f"{piece}<p>Next.</p>"
        assert prose.clean(followed) == followed.strip()


@given(st.lists(st.sampled_from(["<p>a</p>", "<hr>", "<ul><li>a</li></ul>"])), counts)
def test_a_piece_holds_as_many_elements_as_its_count_says(elements, counts):
    pieces = split_after("".join(elements), counts)
    done = 0
    for count, piece in pieces.items():
        assert piece == "".join(elements[done:count])
        done = count
    assert done == len(elements)


@given(any_html, counts)
def test_the_last_piece_is_under_the_number_of_all_elements(html, counts):
    pieces = split_after(html, counts)
    beyond = split_after(html, {1000})
    assert list(pieces) == sorted(pieces)
    assert [max(pieces)] == list(beyond)


@pytest.mark.parametrize(
    ("html", "first"),
    [
        (
            "<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p>",
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
        ),
        (
            "<table><tbody><tr><td><p>a</p></td></tr></tbody></table><p>c</p>",
            "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>",
        ),
        (
            "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>",
            "<blockquote><p>a</p><p>b</p></blockquote>",
        ),
        ("<p>a<br>b</p><p>c</p>", "<p>a<br>b</p>"),
        ("<hr><p>c</p>", "<hr>"),
        ("<p>1 &lt; 2 &amp; 3 > 2</p><p>c</p>", "<p>1 &lt; 2 &amp; 3 > 2</p>"),
        ("<p>a\u2028b\r\nc</p>\n<p>d</p>", "<p>a\u2028b\r\nc</p>"),
        ('<p><a title="</p>">a</a></p><p>c</p>', '<p><a title="</p>">a</a></p>'),
        ("bare<p>a</p><p>c</p>", "bare<p>a</p>"),
    ],
)
def test_an_outermost_element_is_kept_whole(html, first):
    assert split_after(html, {1})[1] == first


def test_an_element_that_is_never_closed_reaches_to_the_end():
    html = "<p>a</p><ul><li>b<p>c</p>"
    assert split_after(html, {1, 2}) == {1: html}


def test_an_end_without_a_beginning_counts_for_nothing():
    assert split_after("</p><p>a</p></p><p>b</p>", {1}) == {1: "</p><p>a</p>", 2: "</p><p>b</p>"}


def test_without_counts_the_text_is_one_piece():
    assert split_after("<p>a</p><p>b</p>", set()) == {2: "<p>a</p><p>b</p>"}


def test_an_empty_text_is_one_empty_piece():
    assert split_after("", {0, 3}) == {0: ""}
