from django.urls import URLPattern, path

from masthead import versions

from . import problems
from .answering import answering
from .guide import guide
from .v1 import api

app_name = "api"
_kept = versions.kept(versions.SITE, versions.COMMENTS, parameters=versions.ANY)

# ninja's own, but for its root, which finds nothing: here that is the guide.
_operations = [
    URLPattern(one.pattern, _kept(answering(one.callback)), one.default_args, one.name)
    for one in api.urls[0]
    if isinstance(one, URLPattern) and one.name != "api-root"
]
urlpatterns = [
    path("", guide, name="api-root"),
    *_operations,
    path("<path:rest>", answering(problems.nothing_here)),
]
