"""Static files come from disk, as the site itself would send them."""

import gzip

import pytest

WITH_GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.fixture
def stylesheet(sites) -> str:
    return static_path(sites[0], "css/newsroom.????????????.css")


def static_path(site, pattern: str) -> str:
    [file] = (site.data_dir / "static").glob(pattern)
    return f"/{file.relative_to(site.data_dir)}"


def test_a_static_file_comes_from_disk(front, sites, stylesheet):
    answer = front.ask(stylesheet)
    assert answer.body == (sites[0].data_dir / stylesheet[1:]).read_bytes()
    assert [entry.ports for entry in front.log(of=1)] == [[]]


def test_it_comes_compressed_as_it_lies_there(front, sites, stylesheet):
    answer = front.ask(stylesheet, headers=WITH_GZIP)
    lying = sites[0].data_dir / f"{stylesheet[1:]}.gz"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.body == lying.read_bytes()
    assert gzip.decompress(answer.body) == front.ask(stylesheet).body


@pytest.mark.parametrize("pattern", ["css/newsroom.????????????.css", "css/newsroom.css"])
def test_it_is_described_as_by_the_site(front, sites, pattern):
    path = static_path(sites[0], pattern)
    wanted = {"Accept-Encoding": "gzip"}
    there = sites[0].ask(path, wanted).lasting_headers()
    here = front.ask(path, headers=wanted).lasting_headers()
    same = {"access-control-allow-origin", "x-content-type-options", "vary", "content-encoding"}
    assert {name: here[name] for name in same} == {name: there[name] for name in same}


def test_what_has_a_digest_in_its_name_is_kept_for_a_year(front, stylesheet):
    assert front.ask(stylesheet).headers["Cache-Control"] == "max-age=31536000, public, immutable"


def test_what_has_none_is_kept_for_a_minute(front):
    assert front.ask("/static/css/newsroom.css").headers["Cache-Control"] == "max-age=60, public"


@pytest.mark.parametrize(
    ("path", "types"),
    [
        ("/static/css/newsroom.css", {"text/css; charset=utf-8"}),
        ("/static/favicon.svg", {"image/svg+xml"}),
        (
            "/static/admin/js/core.js",
            {"application/javascript; charset=utf-8", "text/javascript; charset=utf-8"},
        ),
    ],
)
def test_it_has_the_type_of_its_kind(front, path, types):
    assert front.ask(path).headers["Content-Type"] in types


def test_who_has_it_already_gets_304(front, stylesheet):
    etag = front.ask(stylesheet, headers=WITH_GZIP).headers["ETag"]
    again = front.ask(stylesheet, headers=WITH_GZIP | {"If-None-Match": etag})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"].endswith("immutable")


@pytest.mark.parametrize("way", ["..", "%2e%2e", "..%2f", "css/../.."])
def test_nothing_beside_the_static_files_is_given_out(front, sites, way):
    secret = (sites[0].data_dir / "secret-key").read_bytes()
    answer = front.ask(f"/static/{way}/secret-key")
    assert answer.status in {400, 404}
    assert secret not in answer.body


def test_what_nginx_cannot_read_comes_from_the_site(put_before, sites, stylesheet, tmp_path):
    front = put_before(sites[0].port, sites[1].port, data_dir=tmp_path)
    wanted = {"Accept-Encoding": "br"}
    there, here = sites[0].ask(stylesheet, wanted), front.ask(stylesheet, headers=wanted)
    assert there.headers["Content-Encoding"] == "br"
    assert here.lasting_headers() == there.lasting_headers()
    assert here.body == there.body


def test_what_no_host_has_is_looked_for_on_each(put_before, sites, tmp_path):
    front = put_before(sites[0].port, sites[1].port, data_dir=tmp_path)
    answer = front.ask("/static/css/none.000000000000.css")
    assert answer.status == 404
    assert "Cache-Control" not in answer.headers
    [entry] = front.log(of=1)
    assert set(entry.ports) == {site.port for site in sites}
