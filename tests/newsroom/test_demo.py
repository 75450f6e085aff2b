import re
import stat
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django_tasks_db.models import DBTaskResult

from articles import publishing
from articles.models import Article, Edition, Topic
from comments.models import Comment, Policy, Queue
from masthead.models import FlatPage, Publication, User
from meetings.models import Agreement, Meeting, Person, Tenure
from newsroom import founding, roles
from newsroom.demo import accounts, loading
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db

SEED = Path(__file__).parents[1].joinpath("seed.txt").read_text()
REPORT = f"/articles/{loading.REPORT}/"


@pytest.fixture(autouse=True)
def _place(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    roles.sync()


@pytest.fixture
def demo() -> None:
    assert loading.load()


def words(html: str) -> str:
    """Return the text of a page, with one space between its words."""
    without_tags = re.sub(r"<(script|style|title)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(without_tags).split())


def report() -> Edition:
    return Article.objects.live().get(slug=loading.REPORT).live


def test_every_line_of_the_seed_stands_on_the_page_in_order(client, demo):
    page, place = words(client.get(REPORT).text), 0
    for line in filter(str.strip, SEED.splitlines()):
        text = words(line.replace("•", ""))
        assert text in page[place:]
        place = page.index(text, place) + len(text)


def test_the_list_is_a_list(demo):
    assert "•" not in report().body
    assert report().body.count("<li>") == 4


def test_the_report_bears_its_day_and_says_to_the_staff_that_it_is_inferred(demo):
    edition = report()
    assert f"{edition.displayed_at:%Y-%m-%d}" == "2019-03-28"
    note = edition.status_changes.get(to_status=Edition.Status.PUBLISHED).note
    assert "inferred" in note


def test_the_report_has_neither_byline_nor_dateline(demo):
    assert not report().bylines.exists()
    assert report().dateline == ""


def test_the_report_leads_the_front_page_of_eight_articles(client, demo):
    articles = list(Article.objects.live().newest_first())
    assert [len(articles), articles[0].slug] == [8, loading.REPORT]
    assert client.get("/").status_code == 200


def test_each_article_has_a_section_topics_and_its_page(client, demo):
    for article in Article.objects.live():
        assert article.live.section
        assert article.live.topics.exists()
        assert client.get(article.get_absolute_url()).status_code == 200


def test_meetings_of_one_day_stand_in_their_order(demo):
    wednesday = Meeting.objects.in_order().filter(earliest="2019-03-27")
    assert [meeting.format for meeting in wednesday] == ["bilateral", "multilateral"]


def test_every_meeting_is_public_and_says_that_its_year_is_inferred(demo):
    assert Meeting.objects.public().filter(certainty="inferred").exclude(note="").count() == 4


def test_a_meeting_knows_its_people_with_the_titles_of_that_day(demo):
    meeting = Meeting.objects.get(slug="united-states-and-mexico-in-miami")
    named = [(str(one), one.title, str(one.delegation)) for one in meeting.participations.all()]
    assert named == [
        ("Kirstjen M. Nielsen", "U.S. Secretary of Homeland Security", "United States"),
        ("Olga Sánchez Cordero", "Mexican Secretary of the Interior", "Mexico"),
        ("Other key Mexican government officials", "", "Mexico"),
    ]


def test_a_venue_lies_in_its_city(demo):
    meeting = Meeting.objects.get(slug="united-states-and-honduras-in-tegucigalpa")
    assert meeting.place
    assert meeting.place.full_name == "Ministry of Security, Tegucigalpa, Honduras"
    assert meeting.place.effective_time_zone() == meeting.time_zone == "America/Tegucigalpa"


def test_a_person_keeps_the_name_that_the_report_prints(demo):
    person = Person.objects.get(slug="olga-sanchez-cordero")
    assert [str(name) for name in person.other_names.all()] == ["Olga Sanchez Cordero"]
    assert "Olga Sanchez Cordero" in report().body


def test_what_the_text_does_not_say_names_its_source(demo):
    assert Tenure.objects.count() == 4
    assert set(Tenure.objects.values_list("source", flat=True)) == {
        "Public record; not in the article"
    }


def test_the_agreement_has_its_areas_and_its_history(demo):
    agreement = Agreement.objects.get()
    assert agreement.areas.count() == 4
    assert [(step.status, step.date_in_words) for step in agreement.steps.all()] == [
        ("proposed", "summer 2018"),
        ("declared", "February 2019"),
        ("negotiating", "Wednesday, March 27, 2019"),
    ]


def test_the_pages_that_the_forms_link_to_are_there(client, demo):
    for slug in ("comment-rules", "privacy", "about"):
        page = FlatPage.objects.get(slug=slug)
        assert page.title in client.get(page.get_absolute_url()).text


def test_the_paper_tells_how_it_works_and_corrects_itself(client, demo):
    paper = Publication.objects.current()
    policies = (paper.publishing_principles, paper.corrections_policy, paper.ethics_policy)
    assert [page.slug for page in policies] == ["about", "corrections", "ethics"]
    foot = client.get("/").text.partition("<footer")[2]
    assert all(f'href="{page.get_absolute_url()}"' in foot for page in policies)
    assert "letters@meridian.example" in foot


def test_the_report_has_no_comments_and_other_articles_have_some(client, demo):
    assert "No comments yet. Why don’t you start the discussion?" in client.get(REPORT).text
    other = Article.objects.get(slug="how-comments-are-moderated-here")
    assert other.comment_count.public == other.comments.public().count() == 6


def test_one_article_can_be_read_in_spanish_as_well(client, demo):
    original = Article.objects.get(slug="two-days-three-meetings")
    [spanish] = original.translations.all()
    assert 'hreflang="es"' in client.get(original.get_absolute_url()).text
    assert '<html lang="es"' in client.get(spanish.get_absolute_url()).text


def test_the_report_stays_open_where_comments_close_with_the_age_of_articles(client, demo):
    Policy.objects.create(closes_after_days=14)
    assert "Post Comment" in client.get(REPORT).text
    other = Article.objects.get(slug="when-an-article-is-wrong")
    assert "Post Comment" not in client.get(other.get_absolute_url()).text


def test_the_desk_finds_something_in_every_queue_but_removed(demo):
    queues = {queue for queue in Queue if Comment.objects.filter(queue=queue).exists()}
    assert queues == set(Queue) - {Queue.REMOVED}
    assert Comment.objects.pending().order_by("held_for").values("held_for").distinct().count() > 3


def test_the_comments_of_the_demo_cause_no_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        loading.load()
    assert not DBTaskResult.objects.exists()


def test_each_role_has_an_account_with_the_password_in_the_file(demo):
    known = accounts.passwords()
    for name in (roles.REPORTER, roles.EDITOR, roles.MODERATOR):
        user = User.objects.get(username=name)
        assert user.check_password(known[name])
        assert list(user.groups.all()) == [Group.objects.get(name=name)]
    assert User.objects.get(username="administrator").is_superuser
    assert stat.S_IMODE(accounts.file().stat().st_mode) == 0o600


def test_the_accounts_are_told_again_each_time(demo):
    first = accounts.in_words()
    loading.load()
    assert accounts.in_words() == first
    assert accounts.passwords()["editor"] in " ".join(first)


def test_an_account_that_changed_or_went_is_told_so(demo):
    User.objects.filter(username="reporter").delete()
    moderator = User.objects.get(username="moderator")
    moderator.set_password("one of my own")
    moderator.save()
    lines = "\n".join(accounts.in_words())
    assert re.search(r"reporter +\(the account is gone\)", lines)
    assert re.search(r"moderator +\(changed since", lines)


def test_passwords_written_by_a_run_that_was_cut_off_are_used():
    accounts.file().write_text("editor noted-down-before\n")
    loading.load()
    assert User.objects.get(username="editor").check_password("noted-down-before")


def test_a_second_time_changes_nothing(demo):
    models = (Article, Edition, Meeting, Person, User, FlatPage, Topic, Publication)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    assert not loading.load()
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_a_second_time_keeps_what_people_did(demo):
    article = report().article
    comment = make_comment(article=article)
    publishing.move(article, slug="talks-in-miami-and-tegucigalpa")
    Person.objects.filter(slug="kirstjen-nielsen").update(name="Kirstjen Nielsen", slug="nielsen")
    FlatPage.objects.filter(slug="privacy").delete()
    assert not loading.load()
    assert article.comments.get() == comment
    assert not Person.objects.filter(slug="kirstjen-nielsen").exists()
    assert not FlatPage.objects.filter(slug="privacy").exists()


def test_it_is_not_loaded_into_a_site_of_its_own():
    founding.found(name="The Paper")
    with pytest.raises(loading.NotEmpty, match="Set DATA_DIR"):
        loading.load()


def test_it_is_not_loaded_beside_accounts_of_its_own():
    make_user()
    with pytest.raises(loading.NotEmpty):
        loading.load()
