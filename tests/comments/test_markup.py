import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.markup import to_html

REL = 'rel="ugc nofollow noopener"'


def test_an_empty_line_begins_a_paragraph():
    assert to_html("One\n\nTwo") == "<p>One</p><p>Two</p>"


def test_a_line_end_is_a_line_break():
    assert to_html("One\r\nTwo\rThree") == "<p>One<br>Two<br>Three</p>"


def test_html_is_shown_as_text():
    assert to_html("<b onclick=x>&") == "<p>&lt;b onclick=x&gt;&amp;</p>"


def test_an_address_becomes_a_link_that_vouches_for_nothing():
    expected = f'<p>See <a href="https://a.example/x" {REL}>https://a.example/x</a></p>'
    assert to_html("See https://a.example/x") == expected


@pytest.mark.parametrize("mark", [".", ",", "!", "?", ")", "”", "):"])
def test_the_punctuation_after_an_address_is_not_part_of_it(mark):
    assert f"https://a.example</a>{mark}" in to_html(f"https://a.example{mark}")


def test_a_bracket_that_the_address_opened_is_part_of_it():
    assert 'href="https://a.example/x_(y)"' in to_html("https://a.example/x_(y)")


def test_a_quote_cannot_leave_the_attribute():
    html = to_html("https://a.example/'onmouseover='alert(1)")
    assert "'" not in html


def test_only_http_addresses_become_links():
    assert "<a " not in to_html("http\u017f://a.example")
    assert "<a " not in to_html(
        "javascript:alert(1) ftp://a.example data:text/html,x www.a.example"
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_whatever_is_typed_only_three_tags_come_out(text):
    tags = set(re.findall(r"<(/?\w+)", to_html(text)))
    assert tags <= {"p", "/p", "br", "a", "/a"}
