import pytest

from masthead import questions
from newsroom.searching import finding, narrowing, rebuilding
from newsroom.searching.finding import Asked, Results


@pytest.fixture
def search(db):
    """Return a function that indexes what there is, then searches."""

    def find(text: str, *, narrowed=None, **asked) -> Results:
        rebuilding.rebuild()
        narrowed = narrowed or narrowing.Narrowing()
        return finding.find(Asked(question=questions.ask(text), narrowing=narrowed, **asked))

    return find
