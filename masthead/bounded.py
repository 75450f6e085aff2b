"""Lists of the admin whose cost does not grow with the rows there are."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST = 1000


class BoundedPaginator(Paginator[Any]):
    """Counts and pages the first ``MOST`` rows; a search or a filter finds the others.

    ``most`` may be set to less.
    """

    most = MOST

    @cached_property
    def is_cut(self) -> bool:
        return self._found > self.most

    @cached_property
    def count(self) -> int:
        return min(self._found, self.most)

    @cached_property
    def _found(self) -> int:
        assert isinstance(self.object_list, QuerySet)
        return self.object_list.order_by().values("pk")[: self.most + 1].count()
