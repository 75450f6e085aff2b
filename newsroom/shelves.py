"""A store that is bounded by bytes and drops first what is not asked for."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol


class Sized(Protocol):
    @property
    def size(self) -> int: ...


@dataclass(slots=True)
class _Place[V]:
    value: V
    was_asked: bool = False


class Shelf[K: Hashable, V: Sized]:
    """Keeps values up to ``most`` bytes in all; one of over a quarter of that is not taken.

    What was asked for since it was last in question stays once more ("second chance"): to get a
    value thus changes no order, and takes no lock.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._places: OrderedDict[K, _Place[V]] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._places)

    def get(self, key: K) -> V | None:
        place = self._places.get(key)
        if place is None:
            return None
        place.was_asked = True
        return place.value

    def put(self, key: K, value: V) -> None:
        with self._lock:
            self._drop(key)
            if value.size > self._most // 4:
                return
            while self.size + value.size > self._most:
                self._make_room()
            self._places[key] = _Place(value)
            self.size += value.size

    def drop(self, key: K) -> None:
        with self._lock:
            self._drop(key)

    def renew_lock(self) -> None:
        """After a fork: whoever held it is in the other process."""
        self._lock = threading.Lock()

    def _make_room(self) -> None:
        """Drop what is first in the order, or, if it was asked for, send it to the end."""
        key, place = next(iter(self._places.items()))
        if place.was_asked:
            place.was_asked = False
            self._places.move_to_end(key)
        else:
            self._drop(key)

    def _drop(self, key: K) -> None:
        before = self._places.pop(key, None)
        if before is not None:
            self.size -= before.value.size
