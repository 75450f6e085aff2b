import pytest
from django.core.management import call_command

from articles.models import Edition
from masthead.models import SearchEntry
from newsroom import preparation, static_files
from newsroom.searching import rebuilding
from tests.factories import make_meeting, make_participation, make_person, publish_article

pytestmark = pytest.mark.django_db


def known() -> set[tuple[str, int]]:
    return set(SearchEntry.objects.values_list("kind", "key"))


def test_everything_is_known_afterwards(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    meetings = [make_meeting() for _ in range(3)]
    articles = [publish_article() for _ in range(3)]
    person = make_person()
    SearchEntry.objects.all().delete()
    assert rebuilding.rebuild() == rebuilding.total() == 7
    expected = {("meeting", meeting.pk) for meeting in meetings}
    expected |= {("article", article.pk) for article in articles}
    assert known() == expected | {("person", person.pk)}


def test_what_is_not_public_is_forgotten():
    make_meeting(is_public=False)
    article = publish_article()
    make_person()
    rebuilding.rebuild()
    article.editions.update(status="superseded")
    assert rebuilding.rebuild() == 1
    assert {kind for kind, _ in known()} == {"person"}


def test_only_what_is_out_of_date_is_written():
    meeting = make_participation().meeting
    publish_article()
    assert rebuilding.rebuild() == 2
    meeting.name = "Another name"
    meeting.save()
    assert [rebuilding.rebuild(), rebuilding.rebuild()] == [1, 0]


def test_the_command_says_what_it_did(capsys):
    publish_article()
    Edition.objects.update(headline="Another headline")
    call_command("rebuild_search")
    assert capsys.readouterr().out == "Search knows 1 entries; 1 were out of date.\n"


def test_a_site_from_before_there_was_search_is_indexed_when_it_is_prepared(monkeypatch):
    monkeypatch.setattr(static_files, "collect", lambda: False)
    article = publish_article()
    SearchEntry.objects.all().delete()
    preparation.prepare()
    assert known() == {("article", article.pk)}


def test_a_site_with_search_is_not_indexed_anew():
    assert not rebuilding.is_missing()
    publish_article()
    assert not rebuilding.is_missing()
