"""nginx as README configures it, before sites on this machine, and how to ask through it."""

import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from tests.browser.site import PROJECT_DIR, Site

HOST = "paper.example"
PATIENCE = 30  # Seconds after which something that has to come is given up.
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"

# What Debian's nginx.conf has around the files of conf.d, with folders of the test's own.
AROUND = """\
{user}
worker_processes 2;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    gzip on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    log_format asked "$request_method|$uri|$status|$upstream_addr";
    include {folder}/newsroom.conf;
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    chain: Path
    key: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    def lasting_headers(self) -> dict[str, set[str]]:
        """Return what is said of the page, not of the connection that brought it.

        One line of a header twice is no other than once.
        """
        passing = {"connection", "content-length", "date", "server", "transfer-encoding"}
        names = {name.lower() for name in self.headers} - passing
        return {name: set(self.headers.get_all(name, [])) for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    method: str
    path: str
    status: int
    ports: list[int]  # Of the sites that were tried, in turn.


class PaperSite(Site):
    """The demo as ``https://paper.example`` behind a proxy on this machine."""

    @property
    def environment(self) -> dict[str, str]:
        own = {"SITE_URL": f"https://{HOST}", "TRUSTED_PROXIES": "127.0.0.1"}
        return super().environment | own | {"ENV_FILE": os.devnull}

    def tell(self, code: str) -> str:
        """Run code in the site's shell; return what it prints."""
        file = self.data_dir / "told"
        tell = f"import pathlib\ntell = pathlib.Path({str(file)!r}).write_text\n"
        self.manage("shell", "-c", tell + code)
        return file.read_text()

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask the site itself, in the words of a proxy."""
        sock = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
        return _ask(sock, "GET", path, headers={"X-Forwarded-Proto": "https"} | dict(headers or {}))


class Front:
    """nginx before the sites on ``ports``, one or two of them."""

    def __init__(
        self, folder: Path, certificate: Certificate, *, data_dir: Path, ports: Sequence[int]
    ) -> None:
        self.folder = folder
        self.certificate = certificate
        self.http_port, self.https_port = free_port(), free_port()
        folder.mkdir()
        (folder / "newsroom.conf").write_text(self._configuration(data_dir, ports))
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))

    def _configuration(self, data_dir: Path, ports: Sequence[int]) -> str:
        """Return README's configuration with this machine's ports, names and files."""
        readme = (PROJECT_DIR / "README.md").read_text()
        [text] = re.findall(r"```nginx\n(.*?)```", readme, flags=re.DOTALL)
        text = re.sub(r" +listen \[::\].*\n", "", text)
        replaced = {
            "listen 80": f"listen 127.0.0.1:{self.http_port}",
            "listen 443": f"listen 127.0.0.1:{self.https_port}",
            "/etc/letsencrypt/live/paper.example/fullchain.pem": self.certificate.chain,
            "/etc/letsencrypt/live/paper.example/privkey.pem": self.certificate.key,
            "/srv/newsroom/var": data_dir,
            "/var/www/html": self.folder / "challenges",
            "access_log off": f"access_log {self.folder}/asked.log asked",
            "server 127.0.0.1:8000": f"server 127.0.0.1:{ports[0]}",
        }
        if len(ports) > 1:
            replaced["# server 10.0.0.2:8000"] = f"server 127.0.0.1:{ports[1]}"
        for written, ours in replaced.items():
            assert written in text, f"README's configuration has no “{written}”."
            text = text.replace(written, str(ours))
        return text

    def check(self) -> str:
        """Have nginx judge the configuration; return all that it says."""
        judged = subprocess.run(  # noqa: S603 - nginx, by this class's own words.
            self._command("-t"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
        )
        return judged.stdout.decode()

    def start(self) -> None:
        command = self._command("-g", "daemon off;")
        self._nginx = subprocess.Popen(command)  # noqa: S603 - As above.
        until(self._answers)

    def stop(self) -> None:
        self._nginx.send_signal(signal.SIGTERM)
        assert self._nginx.wait(PATIENCE) == 0

    def _command(self, *arguments: str) -> list[str]:
        own = ["-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        return [PROGRAM, *own, "-e", str(self.folder / "error.log"), *arguments]

    def _answers(self) -> bool:
        assert self._nginx.poll() is None, (self.folder / "error.log").read_text()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.https_port)) == 0

    def connect(
        self,
        *,
        name: str = HOST,
        source: str = "127.0.0.1",
        protocols: Sequence[str] = ("http/1.1",),
        receive_buffer: int | None = None,
    ) -> ssl.SSLSocket:
        """Connect by TLS as a browser does, from ``source`` to the site of that ``name``."""
        plain = socket.socket()
        plain.settimeout(PATIENCE)
        if receive_buffer:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        plain.bind((source, 0))
        plain.connect(("127.0.0.1", self.https_port))
        context = ssl.create_default_context(cafile=self.certificate.chain)
        context.set_alpn_protocols(list(protocols))
        return context.wrap_socket(plain, server_hostname=name)

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        source: str = "127.0.0.1",
    ) -> Answer:
        return _ask(self.connect(source=source), method, path, headers=headers or {}, body=body)

    def begin(self, head: str, body: bytes = b"") -> bytes:
        """Send just that, whatever it is; return the answer's first piece."""
        with self.connect() as connection:
            connection.sendall(head.replace("\n", "\r\n").encode() + b"\r\n" + body)
            return connection.recv(65536)

    def bytes_in_files(self) -> int:
        """Return how much of answers lies in files, for readers who have not taken it yet.

        Such a file has no name any more once it is open.
        """
        master = self._nginx.pid
        workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        opened = [file for pid in workers for file in Path(f"/proc/{pid}/fd").iterdir()]
        folder = str(self.folder / "proxy")
        return sum(
            file.stat().st_size for file in opened if str(file.readlink()).startswith(folder)
        )

    def ask_without_tls(self, path: str, *, host: str = HOST) -> Answer:
        sock = socket.create_connection(("127.0.0.1", self.http_port), PATIENCE)
        return _ask(sock, "GET", path, headers={"Host": host})

    def log(self, *, of: int) -> list[Logged]:
        """Return what was asked, once that are ``of`` requests: nginx notes them when they end."""
        file = self.folder / "asked.log"
        until(lambda: file.read_text().count("\n") >= of)
        return [_logged(line) for line in file.read_text().splitlines()]


def _logged(line: str) -> Logged:
    method, path, status, tried = line.split("|")
    ports = [int(port) for port in re.findall(r":([0-9]+)", tried)]
    return Logged(method=method, path=path, status=int(status), ports=ports)


def _ask(
    sock: socket.socket,
    method: str,
    path: str,
    *,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> Answer:
    connection = http.client.HTTPConnection(HOST)
    connection.sock = sock
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        return Answer(status=response.status, headers=response.headers, body=response.read())
    finally:
        connection.close()


def until(condition: Callable[[], object]) -> None:
    """Wait until it is so, but not for ever."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "It did not come to that."
        time.sleep(0.02)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
