"""Loads the demo into an empty site, once; afterwards it is left as people made it."""

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from articles.models import Article
from comments.models import Policy
from masthead.models import Publication, User
from newsroom import founding, roles

from . import accounts, conversations, record, stories
from .identity import uid

REPORT = "secretary-nielsen-engages-mexico-and-honduras"
NAME = "The Meridian Record"
TAGLINE = "Who met whom, where, and about what"
SECTIONS = ("Diplomacy", "Explainers", "From the newsroom")


class NotEmpty(CommandError):
    """The site has content of its own; the message says what to do."""


def is_loaded() -> bool:
    """Whether this site is the demo, known by an article that the desk cannot delete."""
    return Article.objects.filter(uid=uid(Article, REPORT)).exists()


@transaction.atomic
def load() -> bool:
    """Make the accounts and the content; return False, changing nothing, where they were made.

    What people changed, renamed or deleted since stays so. Raises ``NotEmpty``.
    """
    if is_loaded():
        return False
    if founding.is_founded() or Article.objects.exists() or User.objects.exists():
        message = (
            "This database holds a site of its own; the demo needs an empty one. "
            "Set DATA_DIR to another directory."
        )
        raise NotEmpty(message)
    accounts.make()
    founding.found(name=NAME, tagline=TAGLINE, sections=SECTIONS)
    _add_policies()
    record.make()
    stories.publish(by=User.objects.get(username=roles.EDITOR))
    _keep_open(Article.objects.get(slug=REPORT))
    conversations.hold(now=timezone.now())
    return True


def _add_policies() -> None:
    """Add the paper's own pages, and say which of them is which policy."""
    policies = (
        ("publishing_principles", "about", "About"),
        ("corrections_policy", "corrections", "Corrections"),
        ("ethics_policy", "ethics", "Ethics"),
    )
    for order, (policy, slug, title) in enumerate(policies, start=2):
        page = founding.add_page(slug, title, order=order, body=stories.text(slug))
        Publication.objects.update(**{policy: page})
    Publication.objects.update(publisher=NAME, contact_email="letters@meridian.example")


def _keep_open(article: Article) -> None:
    """Take comments on the article whatever its date, even where the site's close with age."""
    note = "The report of 2019 stays open for comments."
    Policy.objects.create(article=article, closes_after_days=0, note=note)
