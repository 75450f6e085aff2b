"""What a person expects first, of the demo: one line a question."""

import pytest

from masthead import questions
from newsroom import roles
from newsroom.demo import loading
from newsroom.searching import finding
from newsroom.searching.finding import Asked
from newsroom.searching.narrowing import Narrowing

REPORT = "secretary-nielsen-engages-mexico-and-honduras"
COMPACT = "what-the-regional-compact-would-cover"
MIAMI = "united-states-and-mexico-in-miami"
TEGUCIGALPA = "united-states-and-honduras-in-tegucigalpa"
ROUND = "united-states-and-northern-triangle-in-tegucigalpa"
EXPECTED = {
    "nielsen": "kirstjen-nielsen",
    "Kirstjen M. Nielsen": "kirstjen-nielsen",
    "secretary of homeland security": "kirstjen-nielsen",
    "sanchez": "olga-sanchez-cordero",
    "Sánchez Cordero": "olga-sanchez-cordero",
    "OLGA": "olga-sanchez-cordero",
    "secretary of the interior": "olga-sanchez-cordero",
    "hernandez": "juan-orlando-hernandez",
    "president": "juan-orlando-hernandez",
    "juan orl": "juan-orlando-hernandez",
    "first lady": "ana-garcia-carias",
    "garcía": "ana-garcia-carias",
    "secretary nielsen": REPORT,
    "border security": REPORT,
    "“border security and regional cooperation”": REPORT,
    "MPP": REPORT,
    "caravans": REPORT,
    "regional compact": COMPACT,
    "memorandum": COMPACT,
    "three meetings": "two-days-three-meetings",
    "two days": "two-days-three-meetings",
    "who met whom in miami": "two-days-three-meetings",
    "meeting place": "a-ministry-as-a-meeting-place",
    "how are comments moderated": "how-comments-are-moderated-here",
    "wrong article": "when-an-article-is-wrong",
    "how meetings are recorded": "how-this-paper-records-meetings",
    "mexico": MIAMI,
    "miami": MIAMI,
    "teguc": TEGUCIGALPA,
    "honduras -mexico": TEGUCIGALPA,
    "northern triangle in tegucigalpa": ROUND,
    "el salvador": ROUND,
    "joint statement": "joint-statement-of-february-2019",
}


@pytest.fixture
def demo(db, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    roles.sync()
    loading.load()


def first(text: str) -> str:
    results = finding.find(Asked(question=questions.ask(text), narrowing=Narrowing()))
    return results.hits[0].found.slug if results.hits else ""


def test_what_is_expected_is_found_first(demo):
    assert {text: first(text) for text in EXPECTED} == EXPECTED


def test_at_least_thirty_questions_are_asked():
    assert len(EXPECTED) >= 30
