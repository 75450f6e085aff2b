import pytest

from articles import paging
from comments import gathering, moderation, words
from comments.gathering import Sought
from tests.factories import make_comment


def gather(**fields):
    return gathering.gather(Sought(**fields))


def test_a_phrase_is_found_in_names_too(article):
    named = make_comment(article, name="Cheap Pills")
    make_comment(article)
    assert gather(phrase="cheap pill*").comments == [named]


def test_a_phrase_is_sought_in_whole_words(article):
    make_comment(article, text="A specialist.")
    assert gather(phrase="cialis").comments == []


def test_a_phrase_without_letters_is_refused(db):
    with pytest.raises(words.Unusable):
        gather(phrase="*")


def test_what_is_given_must_all_be_so(article):
    wanted = make_comment(article, text="Pills", email="a@mail.example")
    make_comment(article, text="Something", email="a@mail.example")
    make_comment(article, text="Pills too")
    assert gather(author=wanted.commenter_id, phrase="pills").comments == [wanted]


def test_only_a_stretch_is_read_for_a_phrase_and_then_the_next(article, monkeypatch):
    monkeypatch.setattr(gathering, "STRETCH", 2)
    made = [make_comment(article, text=text) for text in ("One", "Two", "Pills", "Pills again")]
    first = gather(phrase="pills")
    assert (first.comments, first.after) == ([], paging.write(made[1].created_at, made[1].pk))
    second = gather(phrase="pills", after=paging.read(first.after))
    assert (second.comments, second.after) == (made[2:], "")


def test_of_many_hits_no_more_are_gathered_than_one_act_takes(article, monkeypatch):
    monkeypatch.setattr(moderation, "MOST_AT_ONCE", 1)
    made = [make_comment(article, text=f"Pills {number}") for number in range(2)]
    first = gather(phrase="pills")
    assert (first.comments, first.after) == (
        made[:1],
        paging.write(made[0].created_at, made[0].pk),
    )
    assert gather(phrase="pills", after=paging.read(first.after)).comments == made[1:]
