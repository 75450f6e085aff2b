"""What readers get by way of nginx is what the site says, to the byte."""

import gzip
import ssl

import pytest

ARTICLE = "/articles/secretary-nielsen-engages-mexico-and-honduras/"


def test_nginx_finds_no_fault_with_the_configuration(front):
    said = front.check()
    assert "test is successful" in said
    # Newer ones want "http2 on", which older ones do not know.
    assert [line for line in said.splitlines() if "[warn]" in line and "http2" not in line] == []


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
@pytest.mark.parametrize("path", ["/", ARTICLE, "/meetings/", "/articles/feed/", "/meetings.ics"])
def test_a_page_has_the_bytes_and_headers_of_the_site(front, sites, path, coding):
    wanted = {"Accept-Encoding": coding}
    there, here = sites[0].ask(path, wanted), front.ask(path, headers=wanted)
    assert there.headers.get("Content-Encoding", "identity") == coding
    assert here.status == there.status == 200
    assert here.body == there.body
    assert here.headers["ETag"].startswith('"')
    assert here.lasting_headers() == there.lasting_headers()


@pytest.mark.parametrize("path", ["/search/?q=meeting", "/meetings.json"])
def test_what_comes_as_it_is_gets_compressed(front, sites, path):
    wanted = {"Accept-Encoding": "gzip"}
    there, here = sites[0].ask(path, wanted), front.ask(path, headers=wanted)
    assert "Content-Encoding" not in there.headers
    assert here.headers["Content-Encoding"] == "gzip"
    assert here.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(here.body) == there.body


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
@pytest.mark.parametrize("path", ["/", ARTICLE, "/search/?q=meeting", "/api/v1/articles"])
def test_who_has_it_already_gets_304(front, path, coding):
    wanted = {"Accept-Encoding": coding}
    etag = front.ask(path, headers=wanted).headers["ETag"]
    again = front.ask(path, headers=wanted | {"If-None-Match": etag})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"].removeprefix("W/") == etag.removeprefix("W/")


def test_http_leads_to_https(front):
    answer = front.ask_without_tls("/articles/?after=2019&x=%2F")
    assert answer.status == 301
    assert answer.headers["Location"] == "https://paper.example/articles/?after=2019&x=%2F"


def test_the_proof_for_a_certificate_is_given_without_tls(front):
    folder = front.folder / "challenges/.well-known/acme-challenge"
    folder.mkdir(parents=True)
    (folder / "proof").write_text("it is mine")
    answer = front.ask_without_tls("/.well-known/acme-challenge/proof")
    assert (answer.status, answer.body) == (200, b"it is mine")


def test_browsers_are_offered_http2_by_tls_1_3(front):
    with front.connect(protocols=["h2", "http/1.1"]) as connection:
        assert connection.selected_alpn_protocol() == "h2"
        assert connection.version() == "TLSv1.3"


def test_a_page_says_that_the_site_is_for_https_alone(front):
    assert front.ask("/").headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_who_signs_in_gets_secure_cookies(front, sites):
    form = front.ask("/admin/login/")
    [token] = form.headers.get_all("Set-Cookie")
    masked = form.body.decode().partition('name="csrfmiddlewaretoken" value="')[2][:64]
    password = sites[0].accounts()["editor"]
    body = f"username=editor&password={password}&csrfmiddlewaretoken={masked}"
    sent = {
        "Cookie": token.partition(";")[0],
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": "https://paper.example",
    }
    answer = front.ask("/admin/login/", method="POST", headers=sent, body=body.encode())
    cookies = [token, *answer.headers.get_all("Set-Cookie")]
    assert answer.status == 302
    assert "__Host-sessionid" in "".join(cookies)
    assert all("; Secure" in cookie for cookie in cookies)


def test_another_name_does_not_even_get_a_certificate(front):
    with pytest.raises(ssl.SSLError, match=r"(?i)unrecognized.name"):
        front.connect(name="other.example")


def test_another_name_gets_no_answer(front):
    with pytest.raises(ConnectionError):
        front.ask_without_tls("/", host="other.example")
    with pytest.raises(ConnectionError):
        front.ask("/", headers={"Host": "other.example"})
    assert [entry.ports for entry in front.log(of=2)] == [[], []]
