import pytest

from comments import facts


@pytest.fixture(autouse=True)
def _no_word_rules_of_other_tests():
    """Each test has a database of its own, in which the versions begin anew."""
    facts.matcher.cache_clear()
