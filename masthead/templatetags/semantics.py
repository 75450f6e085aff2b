from itertools import batched
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context, RequestContext
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from masthead import linked_data, open_graph
from masthead.linked_data import Crumb
from masthead.models import Image
from masthead.papers import paper_of

register = template.Library()

FRONT = "/"


class OneLine(template.Node):
    """Keeps what is inside, without line breaks; unlike a simple block tag, it may hold blocks."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        content = " ".join(self.nodelist.render(context).split())
        context[self.name] = mark_safe(content)  # noqa: S308 - rendered, so escaped.
        return SafeString()


@register.tag
def one_line(parser: Parser, token: Token) -> OneLine:
    """``{% one_line as title %}…{% endone_line %}`` keeps the text inside as ``title``."""
    name = token.split_contents()[-1]
    nodelist = parser.parse(["endone_line"])
    parser.delete_first_token()
    return OneLine(nodelist, name)


@register.simple_tag(takes_context=True)
def website_data(context: RequestContext, search: str) -> SafeString:
    """Tell of the site, whose search is at a path ('' where there is none)."""
    paper = paper_of(context["request"])
    return linked_data.script(linked_data.website(paper, settings.SITE_URL, search=search))


@register.inclusion_tag("includes/breadcrumbs.html")
def breadcrumbs(*names_and_addresses: str) -> dict[str, Any]:
    """Show the way from the front page: a name and its path by turns, last the page's own name."""
    pairs = batched(names_and_addresses, 2, strict=False)
    crumbs = [
        Crumb(name=gettext("Front page"), address=FRONT),
        *(Crumb(name=str(name), address="".join(address)) for name, *address in pairs),
    ]
    node = linked_data.breadcrumbs(crumbs, settings.SITE_URL)
    return {"crumbs": crumbs, "script": linked_data.script(node)}


@register.inclusion_tag("includes/open_graph.html", takes_context=True)
def shared(
    context: RequestContext,
    title: str,
    description: str,
    kind: str = "website",
    image: Image | None = None,
) -> dict[str, Any]:
    """Tell what a page is where it is shared: with its own picture, else with the paper's logo."""
    request = context["request"]
    paper = paper_of(request)
    picture = image or paper.logo
    end = f" – {conditional_escape(paper.name)}"
    return {
        "site_name": paper.name,
        "title": mark_safe(conditional_escape(title).removesuffix(end)),  # noqa: S308 - escaped.
        "description": description,
        "kind": kind,
        "address": f"{settings.SITE_URL}{request.path}",
        "locale": open_graph.locale(get_language() or ""),
        "image": picture,
        "image_address": picture and linked_data.picture_address(picture, settings.SITE_URL),
        "card": open_graph.card(image.width if image else None),
    }
