"""Fills in a form of the admin as a browser would: what it shows, with some fields changed."""

import re
from typing import Any

from django.db.models import Model
from django.forms import BooleanField
from django.urls import reverse

ADD = "/admin/meetings/meeting/add/"
NEW = {"name": "Talks", "slug": "talks", "format": "bilateral", "earliest": "2019-03-26"}
_ROW = re.compile(r"(\w+)-(\d+)-\w+\Z")


def shown(response) -> dict[str, str]:
    """Return the fields of the form that the page shows, with their values."""
    data: dict[str, str] = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        data |= _values(form)
    return data


def _values(form) -> dict[str, str]:
    """Return what a browser would send: nothing for a box that is not ticked."""
    shown = {
        bound.html_name: bound.value()
        for bound in form
        if bound.value() or not isinstance(bound.field, BooleanField)
    }
    return {name: "" if value is None else str(value) for name, value in shown.items()}


def save_page(client, page, **changes: Any):
    """Save a form that was opened earlier."""
    return client.post(page.wsgi_request.path, shown(page) | changes)


def save(client, address: str, **changes: Any):
    """Open the form at ``address``, change some of its fields, save it; return the answer.

    Fields of a row are written ``delegations-0-role``; rows that the page does not show are added.
    """
    page = client.get(address)
    assert page.status_code == 200
    data = shown(page)
    for inline in page.context["inline_admin_formsets"]:
        _add_rows(data, inline.formset, changes)
    return client.post(address, data | changes)


def _add_rows(data: dict[str, str], formset, changes: dict[str, Any]) -> None:
    """Add the rows of ``formset`` that are to be changed and are not there, as empty ones."""
    total = f"{formset.prefix}-TOTAL_FORMS"
    matches = [match for match in map(_ROW.match, changes) if match]
    for index in sorted({int(m[2]) for m in matches if m[1] == formset.prefix}):
        if index >= int(data[total]):
            data[total] = str(index + 1)
            for name, value in _values(formset.empty_form).items():
                data[name.replace("__prefix__", str(index))] = value


def errors(response) -> dict[str, list[str]]:
    """Return the errors of a refused form by the name of the field; '' for a whole form or row."""
    assert response.status_code == 200, "It was saved."
    found: dict[str, list[str]] = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += inline.formset.forms
        found |= {inline.formset.prefix: inline.formset.non_form_errors()}
    for form in forms:
        for name, said in form.errors.items():
            found[form.add_prefix(name) if name != "__all__" else f"{form.prefix or ''}"] = said
    return {name: list(said) for name, said in found.items() if said}


def change(row: Model) -> str:
    """Return the address of the form that changes ``row``."""
    return reverse(f"admin:meetings_{row._meta.model_name}_change", args=[row.pk])
