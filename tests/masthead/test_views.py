from django.utils.html import escape

from tests.factories import make_page

# When something is next due, the page, the paper, the sections, the footer.
QUERIES = 5


def test_a_page_shows_its_title_and_text(db, client):
    make_page(slug="rules", title="Comment rules", body="<p>Be <strong>kind</strong>.</p>")
    page = client.get("/pages/rules/").text
    assert "<h1>Comment rules</h1>" in page
    assert "<p>Be <strong>kind</strong>.</p>" in page
    assert "<title>Comment rules" in page


def test_its_description_is_its_text_safely_shortened(db, client):
    make_page(slug="rules", body='<p>Say "no" &amp; leave.</p>' + "<p>word</p>" * 40)
    page = client.get("/pages/rules/").text
    assert escape('Say "no" & leave. word word') in page
    assert "word " * 27 not in page


def test_a_reader_gets_no_cookie_and_one_page_for_all(db, client):
    make_page(slug="rules")
    response = client.get("/pages/rules/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_what_is_not_there_is_not_found(db, client):
    assert client.get("/pages/nothing/").status_code == 404


def test_a_page_is_only_read(db, client):
    make_page(slug="rules")
    assert client.post("/pages/rules/").status_code == 405


def test_the_number_of_queries_does_not_depend_on_the_footer(db, client, django_assert_num_queries):
    make_page(slug="rules")
    with django_assert_num_queries(QUERIES):
        client.get("/pages/rules/")
    for _ in range(10):
        make_page()
    with django_assert_num_queries(QUERIES):
        client.get("/pages/rules/")
