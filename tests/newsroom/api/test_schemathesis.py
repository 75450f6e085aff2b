"""The API against its own description: what schemathesis sends, valid or not, is answered so."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from newsroom.api.v1 import api
from newsroom.wsgi import application

from .planting import plant_article, plant_secrets

CONFIG = {"generation": {"mode": "all", "deterministic": True, "max-examples": 15}}

schema = schemathesis.openapi.from_dict(
    json.loads(json.dumps(api.get_openapi_schema())), config=SchemathesisConfig.from_dict(CONFIG)
)
schema.app = application


@pytest.fixture(autouse=True)
def _one_connection():
    """Keep the connection, and with it the test's transaction, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _paper(db):
    plant_article()
    plant_secrets()


@schema.parametrize()
@settings(suppress_health_check=list(HealthCheck), database=None)
def test_schemathesis_finds_nothing(case):
    case.call_and_validate()


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("articles", "report"),
        ("meetings", "report-talks"),
        ("people", "report-talks-ana"),
        ("organizations", "report-talks-government"),
        ("places", "report-talks-city"),
        ("agreements", "report-talks-compact"),
    ],
)
def test_what_is_there_is_as_described(path, slug):
    operation = schema[f"/api/v1/{path}/{{slug}}"]["GET"]
    response = operation.Case(path_parameters={"slug": slug}).call_and_validate()
    assert response.json()["slug"] == slug
