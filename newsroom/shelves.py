"""A store that is bounded by bytes and drops first what was not asked for the longest."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Protocol


class Sized(Protocol):
    @property
    def size(self) -> int: ...


class Shelf[K: Hashable, V: Sized]:
    """Keeps values up to ``most`` bytes in all; one of over a quarter of that is not taken."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[K, V] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: K, value: V) -> None:
        with self._lock:
            self._drop(key)
            if value.size > self._most // 4:
                return
            self._values[key] = value
            self.size += value.size
            while self.size > self._most:
                self._drop(next(iter(self._values)))

    def drop(self, key: K) -> None:
        with self._lock:
            self._drop(key)

    def renew_lock(self) -> None:
        """After a fork: whoever held it is in the other process."""
        self._lock = threading.Lock()

    def _drop(self, key: K) -> None:
        before = self._values.pop(key, None)
        if before is not None:
            self.size -= before.size
