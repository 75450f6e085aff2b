"""The styleguide: what readers' pages are made of, each component in each of its states."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, Section
from comments import threads
from comments.forms import CommentForm
from masthead import colours
from masthead.models import Publication
from masthead.papers import paper_of
from masthead.viewers import viewer
from meetings.models import Meeting

MOMENT = dt.datetime(2019, 3, 28, 14, 5, tzinfo=dt.UTC)
SIZES = ("xxl", "xl", "l", "m", "s")
# What a colour of the palette is for.
USES = {
    "paper": "the page",
    "tint": "what stands out from the page",
    "ink": "text",
    "muted": "small print",
    "edge": "edges of fields",
    "accent": "links, marks and buttons",
    "error": "what is wrong",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Swatch:
    """A colour; its contrast with the page and with the tint, and what is needed (0: nothing)."""

    name: str
    colour: str
    use: str
    on_paper: float
    on_tint: float
    need: float


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the guide to the staff, and to anybody where the site is in development."""
    if not (settings.DEBUG or viewer(request)):
        raise Http404
    paper = paper_of(request)
    context = {
        "themes": {"Light": list(_swatches(paper)), "Dark": list(_swatches(paper, is_dark=True))},
        "sizes": SIZES,
        "articles": [_article("one"), _article("two", language="es"), _article("three")],
        "meeting": Meeting.objects.public().with_sides().newest_first().first(),
        "meetings": [Meeting(**dated) for dated in _DATED],
        "thread": threads.render(_rows(), address="/articles/a-sample/comments/"),
        "forms": [_form("empty", None), _form("refused", {"name": "—", "email": "nobody"})],
    }
    response = render(request, "styleguide.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def _swatches(paper: Publication, *, is_dark: bool = False) -> Iterator[Swatch]:
    palette = paper.palette(is_dark=is_dark)
    needs = {"paper": 0.0, "tint": 0.0, "edge": colours.EDGE}
    for name, use in USES.items():
        colour = getattr(palette, name)
        yield Swatch(
            name=name,
            colour=colour,
            use=use,
            on_paper=colours.contrast(colour, palette.paper),
            on_tint=colours.contrast(colour, palette.tint),
            need=needs.get(name, colours.TEXT),
        )


_DATED: tuple[dict[str, object], ...] = (
    {"earliest": dt.date(2019, 3, 27), "latest": dt.date(2019, 3, 27), "precision": "day"},
    {
        "earliest": dt.date(2019, 3, 27),
        "latest": dt.date(2019, 3, 27),
        "precision": "minute",
        "at": MOMENT,
        "time_zone": "America/Tegucigalpa",
    },
    {
        "earliest": dt.date(2019, 2, 1),
        "latest": dt.date(2019, 2, 28),
        "precision": "month",
        "certainty": "inferred",
        "note": "The text says “the previous month”.",
    },
    {
        "earliest": dt.date(2018, 6, 1),
        "latest": dt.date(2018, 8, 31),
        "precision": "season",
        "certainty": "disputed",
    },
    {"precision": "unknown"},
)


def _article(slug: str, *, language: str = "en") -> Article:
    headlines = {"en": "A headline says what happened", "es": "Un titular dice lo que pasó"}
    deks = {"en": "The standfirst adds who and where.", "es": "La entradilla añade quién y dónde."}
    article = Article(slug=slug, language=language)
    article.live = Edition(
        article=article,
        headline=headlines[language],
        dek=deks[language],
        section=Section(name="Diplomacy", slug="diplomacy"),
        displayed_at=MOMENT,
    )
    return article


def _rows() -> list[threads.Row]:
    """Return a thread of all kinds: plain, edited, of staff, without name, nested, not shown."""
    return [
        _row(1, "000001", name="Ana Reader"),
        _row(2, "000001000001", name="The desk", is_staff=True),
        _row(3, "000001000001000001", name="", edited_at=MOMENT),
        _row(4, "000001000001000001000001", name="Ben", parent=2, in_reply_to="The desk"),
        _row(5, "000002000001", name="Cleo"),
    ]


def _row(pk: int, path: str, **fields: object) -> threads.Row:
    text = "What a reader says, in a paragraph or two."
    plain: dict[str, object] = {
        "is_staff": False,
        "created_at": MOMENT,
        "edited_at": None,
        "text": text,
        "html": format_html("<p>{}</p>", text),
        "parent": None,
        "in_reply_to": "",
    }
    return threads.Row(pk=pk, path=path, **(plain | fields))  # type: ignore[arg-type]


def _form(name: str, data: dict[str, str] | None) -> CommentForm:
    form = CommentForm(data, slug="a-sample", auto_id=f"{name}_%s")
    form.helper.form_id = f"{name}-form"
    form.helper.attrs = {}
    return form
