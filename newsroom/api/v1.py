"""The content API, first version: what readers see, for programs. It only reads."""

from http import HTTPStatus
from typing import Any, override

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from . import problems
from .operations import articles, comments, record

DESCRIPTION = """\
What readers of the paper see, for programs: articles, the record of meetings, public comments. \
It only reads, asks for no key, and may be called from pages of any origin.

Lists come in pages: follow `next`. Each answer has an `ETag`; send it back as `If-None-Match` to \
be told with 304 that nothing changed. What is wrong with a request is said in a problem \
(RFC 9457). Unknown parameters are ignored; new fields may be added at any time.
"""
HEADERS = {"ETag": {"description": "The tag of this content.", "schema": {"type": "string"}}}
LINK = {"description": '`rel="next"`, unless this is the last page.', "schema": {"type": "string"}}


class _Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class _ContentAPI(NinjaAPI):
    @override
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    @override
    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """Describe the API as it answers, which ninja does not know in full."""
        schema = super().get_openapi_schema(**kwargs)
        schema["servers"] = [{"url": settings.SITE_URL}]
        for path in schema["paths"].values():
            _complete(path["get"])
        schemas = schema["components"]["schemas"]
        for name in [name for name in schemas if name.startswith("Asked")]:
            del schemas[name]  # The parameters of a list, which stand with each list.
        return schema


def _complete(operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        _forget_null(parameter["schema"])
    responses = operation["responses"]
    for status, response in responses.items():
        if status >= HTTPStatus.BAD_REQUEST:
            response["content"] = {problems.MEDIA_TYPE: response["content"].pop("application/json")}
    is_list = any(one["name"] == "after" for one in operation["parameters"])
    responses[200]["headers"] = HEADERS | ({"Link": LINK} if is_list else {})
    responses[304] = {"description": "The content is still that of `If-None-Match`."}


def _forget_null(schema: dict[str, Any]) -> None:
    """Let a parameter be there or not; there is no null in an address."""
    for option in schema.pop("anyOf", []):
        if option != {"type": "null"}:
            schema |= option


api = _ContentAPI(
    title="Content API",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    renderer=_Renderer(),
)
problems.handle(api)
for router in (articles.router, record.router, comments.router):
    api.add_router("", router)
