"""The cast: one person for each role, each with a browser (Django's test client) of their own."""

import pytest
from django.test import Client
from hypothesis import settings as hypothesis_settings

from articles.models import Article
from masthead.models import User
from newsroom import roles

from . import watching
from .factories import make_user, publish_article

# Nothing is judged by the clock: that a machine is busy is no fault of the code.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")

# Whatever changes what readers see and raises no page version fails the test that runs it.
watching.install()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def _roles(db) -> None:
    roles.sync()


@pytest.fixture
def reporter(_roles) -> User:
    return make_user(roles.REPORTER, first_name="Rita", last_name="Reporter")


@pytest.fixture
def editor(_roles) -> User:
    return make_user(roles.EDITOR, first_name="Edna", last_name="Editor")


@pytest.fixture
def moderator(_roles) -> User:
    return make_user(roles.MODERATOR, first_name="Mo", last_name="Moderator")


@pytest.fixture
def administrator(db) -> User:
    return make_user(is_superuser=True)


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def reporter_client(reporter) -> Client:
    return _signed_in(reporter)


@pytest.fixture
def editor_client(editor) -> Client:
    return _signed_in(editor)


@pytest.fixture
def moderator_client(moderator) -> Client:
    return _signed_in(moderator)


@pytest.fixture
def administrator_client(administrator) -> Client:
    return _signed_in(administrator)


@pytest.fixture
def article(db) -> Article:
    """Return an article that readers see."""
    return publish_article()
