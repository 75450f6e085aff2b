"""How Granian, the web server, is started."""

import sys

# Of each web process: as many slow pages can be made at once before those that are kept wait, too.
THREADS = 8
# Below this, it says at each start that so many threads are more than twice the cores.
LOG_LEVEL = "error"


def command(application: str, *, port: int, workers: int, host: str) -> list[str]:
    """Return the command that serves a WSGI ``application``, named as ``module:name``."""
    options = (
        f"--interface wsgi --host {host} --port {port} --workers {workers} "
        f"--blocking-threads {THREADS} --no-ws --workers-kill-timeout 10 "
        f"--respawn-failed-workers --log-level {LOG_LEVEL}"
    )
    return [sys.executable, "-m", "newsroom.web_server", *options.split(), application]
