"""What a browser does with the form on an article's page in the admin."""

from html.parser import HTMLParser

from django.urls import reverse

from articles.models import Edition

ADD = "/admin/articles/edition/add/"
LIST = "/admin/articles/edition/"


class _Fields(HTMLParser):
    """Collects the names and values that the form would send, and its buttons, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.buttons: list[str] = []
        self._is_in_form = False
        self._open = ""

    def handle_starttag(self, tag, attributes):
        attrs = dict(attributes)
        if tag == "form":
            self._is_in_form = attrs.get("id") == "edition_form"
        elif self._is_in_form and "disabled" not in attrs:
            self._add(tag, attrs)

    def _add(self, tag, attrs):
        match tag, attrs.get("type"):
            case (("input" | "button"), "submit"):
                self.buttons.append(attrs["name"])
            case "input", "checkbox" if "checked" not in attrs:
                pass
            case "input", _:
                self.values[attrs["name"]] = attrs.get("value", "")
            case (("textarea" | "select"), _):
                self._open = attrs["name"]
                self.values[self._open] = ""
            case "option", _ if "selected" in attrs:
                self.values[self._open] = attrs["value"]

    def handle_endtag(self, tag):
        if tag in {"textarea", "select"}:
            self._open = ""
        elif tag == "form":
            self._is_in_form = False

    def handle_data(self, data):
        if self._open and self.get_starttag_text().startswith("<textarea"):
            self.values[self._open] += data.removeprefix("\n")


def _read(response) -> _Fields:
    assert response.status_code == 200
    fields = _Fields()
    fields.feed(response.text)
    return fields


def page_of(edition: Edition) -> str:
    return reverse("admin:articles_edition_change", args=[edition.pk])


def fields_on(response) -> dict[str, str]:
    return _read(response).values


def buttons_on(response) -> list[str]:
    return _read(response).buttons


def save(client, address, *, button="_continue", **typed):
    """Load the page, type into its form, press a button; return the answer."""
    fields = fields_on(client.get(address))
    return client.post(address, fields | typed | {button: "1"})


def row(kind: str, number: int = 0, **fields) -> dict[str, object]:
    """Return what a row added to an inline sends; ``number`` counts the rows before it."""
    values = {f"{kind}-{number}-{name}": value for name, value in fields.items()}
    return {f"{kind}-TOTAL_FORMS": number + 1, f"{kind}-{number}-order": 0} | values


def errors_on(response) -> dict[str, list[str]]:
    """Return the errors of the form and of its inlines; those at no field are under "__all__"."""
    assert response.status_code == 200, response
    errors = {**response.context["adminform"].form.errors}
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            errors |= form.errors
        if inline.formset.non_form_errors():
            errors["__all__"] = inline.formset.non_form_errors()
    return {name: list(messages) for name, messages in errors.items()}


def messages_on(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]
