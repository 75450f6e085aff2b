import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from masthead import prose
from masthead.xml_text import absolute, clean

PAGE = "https://paper.example/articles/one/"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_left_of_a_text_xml_can_hold(text):
    element = etree.Element("text")
    element.text = clean(text)
    assert set(clean(text)) <= set(text)


def test_a_text_that_xml_can_hold_is_left_as_it_is():
    assert clean("a\tb\nc – ñ \U0001f600") == "a\tb\nc – ñ \U0001f600"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/pages/rules/", "https://paper.example/pages/rules/"),
        ("../two/?a=1&amp;b=2", "https://paper.example/articles/two/?a=1&amp;b=2"),
        ("#end", f"{PAGE}#end"),
        ("//other.example/", "https://other.example/"),
        ("mailto:desk@paper.example", "mailto:desk@paper.example"),
        ("https://other.example/?q=%22", "https://other.example/?q=%22"),
        ("http://[", "http://["),
    ],
)
def test_addresses_are_made_whole(address, whole):
    html = f'<p><a href="{address}">x</a></p>'
    assert absolute(html, PAGE) == f'<p><a href="{whole}">x</a></p>'


@pytest.mark.parametrize(
    "html",
    [
        '<p>An href="/x" in words, and src="/y".</p>',
        '<p><a title=\'a > b href="/x"\' href="https://a.example/">x</a></p>',
        '<p><a title="/x">x</a></p>',
    ],
)
def test_what_only_looks_like_an_address_is_left_alone(html):
    html = prose.clean(html)
    assert absolute(html, PAGE) == html


def test_pictures_are_found_wherever_they_stand_in_their_tag():
    html = '<img alt="a > b" src="/pictures/1/" width="8">'
    whole = '<img alt="a > b" src="https://paper.example/pictures/1/" width="8">'
    assert absolute(html, PAGE) == whole
