import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .front import HOST, Certificate, Front, PaperSite

OPENSSL = "/usr/bin/openssl"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.nginx)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    made = Certificate(chain=folder / "chain.pem", key=folder / "key.pem")
    kind = ["req", "-x509", "-days", "2", "-nodes"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    name = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    files = ["-keyout", str(made.key), "-out", str(made.chain)]
    command = [OPENSSL, *kind, *key, *name, *files]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603 - As written here.
    return made


@pytest.fixture(scope="session")
def sites(tmp_path_factory) -> Iterator[list[PaperSite]]:
    """Serve one demo twice, as two hosts do."""
    data_dir = tmp_path_factory.mktemp("paper")
    sites = [PaperSite(data_dir), PaperSite(data_dir)]
    sites[0].prepare()
    for site in sites:
        site.start()
    yield sites
    assert [site.stop() for site in sites] == [0, 0]


@pytest.fixture
def put_before(certificate, sites, tmp_path) -> Iterator[Callable[..., Front]]:
    """Return a function that starts nginx before ``ports``, with ``data_dir`` for the files."""
    fronts: list[Front] = []

    def put(*ports: int, data_dir: Path = sites[0].data_dir) -> Front:
        front = Front(tmp_path / f"nginx{len(fronts)}", certificate, data_dir=data_dir, ports=ports)
        front.start()
        fronts.append(front)
        return front

    yield put
    for front in fronts:
        front.stop()


@pytest.fixture
def front(put_before, sites) -> Front:
    """Return nginx before both sites."""
    made: Front = put_before(*(site.port for site in sites))
    return made
