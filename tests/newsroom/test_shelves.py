from dataclasses import dataclass

import pytest

from newsroom.shelves import Shelf


@dataclass(frozen=True)
class Thing:
    size: int


@pytest.fixture
def shelf() -> Shelf[str, Thing]:
    return Shelf(100)


def test_what_was_not_asked_for_the_longest_goes_first(shelf):
    for key in "abcde":
        shelf.put(key, Thing(20))
    shelf.get("a")
    shelf.put("f", Thing(20))
    assert shelf.get("b") is None
    assert shelf.get("a") == Thing(20)
    assert (len(shelf), shelf.size) == (5, 100)


def test_a_new_value_takes_the_place_of_the_old(shelf):
    shelf.put("a", Thing(20))
    shelf.put("a", Thing(10))
    assert (len(shelf), shelf.size) == (1, 10)


def test_what_is_too_large_is_not_taken_and_the_old_is_gone(shelf):
    shelf.put("a", Thing(20))
    shelf.put("a", Thing(26))
    assert (len(shelf), shelf.size) == (0, 0)


def test_what_is_dropped_is_gone(shelf):
    shelf.put("a", Thing(20))
    shelf.drop("a")
    shelf.drop("a")
    assert (shelf.get("a"), shelf.size) == (None, 0)
