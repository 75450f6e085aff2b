"""nginx serving a page as a file: as fast as the machine can be, with no work done at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import processes
from .client import Answer
from .hello import OF_THE_SERVER
from .processes import HOST
from .sites import WORKERS, Server

# nginx finds these by itself.
BY_ITSELF = OF_THE_SERVER | {"content-length", "content-type", "etag", "last-modified"}
CONFIGURATION = """\
daemon off;
{user}
worker_processes {workers};
pid {directory}/nginx.pid;
error_log {directory}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 100000000;
  client_body_temp_path {directory}/body;
  proxy_temp_path {directory}/proxy;
  fastcgi_temp_path {directory}/fastcgi;
  uwsgi_temp_path {directory}/uwsgi;
  scgi_temp_path {directory}/scgi;
  default_type "text/html; charset=utf-8";
  server {{
    listen {host}:{port} reuseport;
    root {directory};
    location / {{
      try_files /page =404;
{headers}
    }}
  }}
}}
"""


@contextmanager
def serving(page: Answer, directory: Path) -> Iterator[Server]:
    """Serve the page's headers and bytes at every path, once it answers."""
    port, program = processes.free_port(), shutil.which("nginx", path=PLACES)
    if not program:
        message = "There is no nginx. Install it, or name other benchmarks than serving."
        raise SystemExit(message)
    directory.chmod(0o755)
    (directory / "page").write_bytes(page.body)
    file = directory / "nginx.conf"
    file.write_text(configure(page, directory, port))
    command = [program, "-p", str(directory), "-e", str(directory / "error.log"), "-c", str(file)]
    with processes.running(command, port) as pid:
        yield Server(port=port, pid=pid)


PLACES = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"  # Debian's; not in users' paths.


def configure(page: Answer, directory: Path, port: int) -> str:
    headers = [
        f'      add_header {name} "{_quoted(value)}";'
        for name, value in page.headers
        if name not in BY_ITSELF
    ]
    return CONFIGURATION.format(
        user="user root;" if os.getuid() == 0 else "",  # Its own could not read what is ours.
        workers=WORKERS,
        directory=directory,
        host=HOST,
        port=port,
        headers="\n".join(headers),
    )


def _quoted(value: str) -> str:
    """Return a value as it stands in quotation marks; nginx has no way to write a ``$``."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("$", "")
