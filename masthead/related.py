"""Fields of the admin in which one searches for what a row refers to, whatever is sent in them."""

from collections.abc import Sequence
from typing import Any, override

from django.contrib.admin.widgets import AutocompleteSelect

from .keys import is_key


class Autocomplete(AutocompleteSelect):
    """Shows no choice for a key that is none; Django's own would raise ``ValueError``."""

    @override
    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        return super().optgroups(name, list(filter(is_key, value)) or [""], attrs)


class Related:
    """Chooses what a row refers to by ``Autocomplete`` where ``autocomplete_fields`` say so."""

    def formfield_for_foreignkey(self: Any, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Autocomplete(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
