import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from comments import threads

PATHS = st.lists(st.integers(1, 3), min_size=1, max_size=4).map(
    lambda steps: "".join(f"{step:06x}" for step in steps)
)


def row(path, **fields):
    defaults = {
        "pk": int(path[-6:], 16),
        "name": "Ana",
        "is_staff": False,
        "created_at": dt.datetime(2019, 3, 28, 14, 5, tzinfo=dt.UTC),
        "edited_at": None,
        "text": "Text.",
        "html": "<p>Text.</p>",
        "parent": None,
        "in_reply_to": "",
    }
    return threads.Row(path=path, **(defaults | fields))


def render(*rows, **options):
    return threads.render(rows, address="/articles/a/comments/", **options)


def test_no_comment_is_no_list():
    assert render() == ""


def test_siblings_stand_in_one_list():
    html = render(row("000001"), row("000002"))
    assert (html.count("<ol"), html.count("<li"), html.count("</li></ol>")) == (1, 2, 1)


def test_a_reply_stands_inside_what_it_answers():
    html = render(row("000001"), row("000001000001"))
    assert "</article><ol" in html
    assert html.endswith("</li></ol></li></ol>")


def test_a_comment_shows_name_date_text_and_a_link_to_reply():
    html = render(row("00000c", name="Ana & Bo"))
    assert 'id="comment-12"' in html
    assert "Ana &amp; Bo" in html
    assert '<time datetime="2019-03-28T14:05:00+00:00">March 28, 2019, 14:05 UTC</time>' in html
    assert 'href="/articles/a/comments/12/"' in html
    assert 'href="/articles/a/comments/12/reply/"' in html
    assert 'href="/articles/a/comments/12/report/"' in html


def test_a_per_cent_sign_is_only_that():
    odd = row("000001", name="100 %(pk)s", html="<p>%s</p>", in_reply_to="5 %", parent=7)
    html = threads.render([odd], address="/50%25/")
    assert 'aria-label="Reply to 100 %(pk)s">Reply' in html
    assert "<p>%s</p>" in html
    assert 'href="/50%25/1/reply/"' in html
    assert '<a href="/50%25/7/"><bdi>5 %</bdi></a>' in html
    assert "%%" not in html + threads.render_featured([odd], address="/50%25/")


def test_a_name_is_never_markup():
    assert "<script>" not in render(row("000001", name="<script>", in_reply_to="<script>"))


def test_the_staff_have_a_badge():
    assert "badge" in render(row("000001", is_staff=True))
    assert "badge" not in render(row("000001"))


def test_whom_a_flattened_reply_answers_is_said():
    html = render(row("000001", in_reply_to="Bo", parent=7))
    assert 'in reply to <a href="/articles/a/comments/7/"><bdi>Bo</bdi></a>' in html


def test_the_place_of_a_comment_that_is_not_public_is_kept_for_its_replies():
    html = render(row("000002000001"))
    assert html.count("This comment is not shown.") == 1


def test_what_the_page_before_showed_is_not_said_to_be_missing():
    html = render(row("000001000002"), after="000001000001")
    assert "not shown" not in html


def test_a_thread_that_goes_on_from_the_page_before_says_so():
    html = render(row("000001000002"), after="000001000001")
    assert html.count("Continued from the page before.") == 1


def test_an_older_thread_is_not_taken_for_what_the_page_before_showed():
    html = render(row("000003000002"), row("000001000001"), after="000003000001")
    assert html.count("This comment is not shown.") == 1


def test_where_comments_are_closed_there_is_no_link_to_reply():
    html = render(row("000001"), is_open=False)
    assert ">Reply<" not in html
    assert ">Report<" in html


def test_an_edited_comment_says_when():
    edited_at = dt.datetime(2019, 3, 28, 14, 9, tzinfo=dt.UTC)
    html = render(row("000001", edited_at=edited_at))
    assert 'edited <time datetime="2019-03-28T14:09:00+00:00">' in html


def test_an_erased_name_is_said_to_be_removed():
    assert '<bdi class="comment-name">Name removed</bdi>' in render(row("000001", name=""))


def test_what_a_moderator_may_do_stands_in_the_comment():
    assert "<form></form></article>" in render(row("000001", actions="<form></form>"))


def test_a_featured_comment_leads_to_its_place_and_claims_no_place_of_its_own():
    html = threads.render_featured([row("00000c")], address="/c/")
    assert 'href="/c/12/"' in html
    assert "id=" not in html


def test_nothing_featured_is_no_list():
    assert threads.render_featured([], address="/c/") == ""


def test_a_zone_without_letters_is_told_from_utc():
    zone = dt.timezone(dt.timedelta(hours=-3), "-03")
    moment = dt.datetime(2019, 3, 28, 14, 5, tzinfo=zone)
    assert threads.say(moment) == "March 28, 2019, 14:05 UTC-03"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 comments"), (1, "1 comment"), (1234, "1,234 comments")]
)
def test_a_number_of_comments_is_said_in_words(number, words):
    assert threads.say_number(number) == words


def test_replies_of_the_fourth_level_stand_under_the_third():
    path = "000001000001000001000005"
    assert threads.base_of_replies(path) == "000001000001000001"


@pytest.mark.parametrize(
    ("base", "last", "path"),
    [
        ("", None, "000001"),
        ("", "00000f000001", "000010"),
        ("000001", None, "000001000001"),
        ("000001", "000001000009000001", "00000100000a"),
    ],
)
def test_the_next_path_follows_the_last(base, last, path):
    assert threads.next_path(base, last) == path


@pytest.mark.parametrize("text", ["", "1", "00000g", "000001" * 5, "000001\n", "00000A"])
def test_what_is_no_path_is_told(text):
    assert not threads.is_path(text)


@given(PATHS, PATHS)
def test_nothing_stands_between_a_path_and_the_mark_before_it(path, other):
    mark = threads.before(path)
    assert mark < path
    assert not mark < other < path


@given(PATHS)
def test_a_new_child_is_below_its_base_and_after_the_last(path):
    base = threads.base_of_replies(path)
    child = threads.next_path(base, None)
    assert threads.is_path(child)
    assert base < child < threads.end_of(base)


@given(st.sets(PATHS, min_size=1, max_size=12), st.booleans())
def test_every_comment_stands_below_its_ancestors(paths, newest_first):
    in_order = sorted(paths, key=lambda path: (int(path[:6], 16) * -newest_first, path))
    numbers = {path: f"comment-{number}" for number, path in enumerate(in_order)}
    html = render(*(row(path, pk=number) for number, path in enumerate(in_order)))
    items = etree.fromstring(html).findall(".//li[@id]")
    found = [
        [item.get("id"), *(one.get("id") for one in item.iterancestors("li"))] for item in items
    ]
    steps = [[path[:end] for end in range(len(path), 0, -6)] for path in in_order]
    assert found == [[numbers.get(step) for step in path] for path in steps]


@given(st.sets(PATHS, max_size=12))
def test_every_comment_shows_once_and_every_list_is_closed(paths):
    rows = [row(path, pk=number) for number, path in enumerate(sorted(paths))]
    html = render(*rows)
    assert html.count("<article>") == len(rows)
    assert html.count("<ol") == html.count("</ol>")
    assert html.count("<li") == html.count("</li>")
