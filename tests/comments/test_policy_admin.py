import pytest
from django.urls import reverse

from comments.models import Policy
from comments.models.policy import DEFAULTS
from tests.factories import make_user, publish_article

pytestmark = pytest.mark.django_db
ADD = "/admin/comments/policy/add/"
SEARCH = "/admin/autocomplete/"
OF_ARTICLE = {"app_label": "comments", "model_name": "policy", "field_name": "article"}


def search(client, term):
    response = client.get(SEARCH, {**OF_ARTICLE, "term": term})
    return [found["text"] for found in response.json()["results"]]


def test_the_form_says_of_each_rule_what_holds_where_it_is_left_empty(moderator_client):
    html = moderator_client.get(ADD).content.decode()
    assert html.count("Empty: as the section or the site says") == len(DEFAULTS)
    assert "where neither does, everything held." in html
    assert "where neither does, no." in html
    assert "where neither does, 15." in html


def test_every_limit_is_set_in_the_form(moderator_client):
    numbers = [name for name, default in DEFAULTS.items() if type(default) is int]
    sent = dict.fromkeys(numbers, 7) | {"legal_hold": "unknown", "note": "A trial"}
    assert moderator_client.post(ADD, sent).status_code == 302
    policy = Policy.objects.get()
    assert {getattr(policy, name) for name in numbers} == {7}


@pytest.mark.parametrize(
    "junk", ["-1", "1e9", "x", "9" * 40, "99999", "1.5", "\x00", "\u0661\u0662x"]
)
@pytest.mark.parametrize("field", ["closes_after_days", "trusted_after", "rejected_share"])
def test_no_number_is_a_fault(moderator_client, field, junk):
    response = moderator_client.post(ADD, {field: junk, "legal_hold": "unknown"})
    assert response.status_code == 200
    assert Policy.objects.count() == 0


@pytest.mark.parametrize("junk", ["x", "9" * 40, "-1", "\x00"])
def test_no_article_is_a_fault(moderator_client, junk):
    response = moderator_client.post(ADD, {"article": junk, "legal_hold": "unknown"})
    assert response.status_code == 200
    assert Policy.objects.count() == 0


def test_an_article_is_found_by_its_headline_or_its_address(moderator_client):
    publish_article(slug="harbour", headline="A new quay")
    publish_article(slug="council", headline="The budget")
    assert search(moderator_client, "quay") == search(moderator_client, "harb") == ["harbour"]


@pytest.mark.parametrize("junk", ["\x00zz", "/", "'", "%", "x" * 3000, "\U0001f600"])
def test_no_word_is_a_fault(moderator_client, article, junk):
    assert search(moderator_client, junk) == []


def test_who_sees_no_articles_searches_none(client, db):
    client.force_login(make_user(is_staff=True))
    assert client.get(SEARCH, {**OF_ARTICLE, "term": "a"}).status_code == 403


def test_the_search_is_no_admin_of_articles(administrator_client, article):
    assert "/admin/articles/article/" not in administrator_client.get("/admin/").content.decode()
    for name, args in (("add", []), ("delete", [article.pk])):
        address = reverse(f"admin:articles_article_{name}", args=args)
        assert administrator_client.get(address).status_code == 403
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert administrator_client.post(address, {"slug": "other"}).status_code == 403


def test_a_policy_that_is_looked_at_needs_no_form(moderator_client):
    policy = Policy.objects.create(trusted_after=3)
    html = moderator_client.get(f"/admin/comments/policy/{policy.pk}/change/").content.decode()
    assert "Trusted after" in html
