"""Typed factories: each makes a valid row and supplies what a test does not care about."""

from .articles import (
    fill,
    make_article,
    make_edition,
    make_edition_in,
    make_section,
    make_slot,
    make_topic,
    publish_article,
    publish_next,
)
from .comments import make_comment
from .masthead import make_image, make_page, make_user
from .meetings import (
    make_agreement,
    make_country,
    make_delegation,
    make_meeting,
    make_office,
    make_organization,
    make_outcome,
    make_participation,
    make_person,
    make_place,
    make_step,
    make_tenure,
    seat,
)

__all__ = [
    "fill",
    "make_agreement",
    "make_article",
    "make_comment",
    "make_country",
    "make_delegation",
    "make_edition",
    "make_edition_in",
    "make_image",
    "make_meeting",
    "make_office",
    "make_organization",
    "make_outcome",
    "make_page",
    "make_participation",
    "make_person",
    "make_place",
    "make_section",
    "make_slot",
    "make_step",
    "make_tenure",
    "make_topic",
    "make_user",
    "publish_article",
    "publish_next",
    "seat",
]
