"""The server behind the browser: Solara on the machine's own address, with nothing fetched from elsewhere."""

from __future__ import annotations

import ipaddress
import os
import socket
import threading
import warnings
from typing import Any

from abm.app.settings import AppSettings
from abm.app.spare_run import SpareRun
from abm.app.start import Start, start_with
from abm.errors import InputError
from abm.randomness import replication_seed
from abm.runs import optional_part
from abm.scenario.scenario import Scenario

NEEDED = ("solara", "solara_assets", "ipyvuetify", "uvicorn")
PAGE = "abm.app.page"
FORGOTTEN_AFTER = "10m"
"""How long a visit that has lost its page is kept: a reload finds it, a closed page frees its memory."""


def check_installed() -> None:
    """Raise InputError where the optional part of the install is missing."""
    optional_part.check_installed("abm app", "app", NEEDED)


def is_own_address(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_free(host: str, port: int) -> None:
    """Raise InputError where nothing can be served on an address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise InputError("abm app", "--port", port, f"choose another ({error.strerror} on {host})") from None


def prepared(start: Start) -> Any:
    """The web application, set to look nowhere else for scripts, styles or news of itself."""
    os.environ["SOLARA_APP"] = PAGE
    start_with(start)
    import solara.server.settings as of_server
    import solara.settings as of_solara

    of_server.main.mode = "production"
    of_server.telemetry.mixpanel_enable = False
    of_server.kernel.cull_timeout = FORGOTTEN_AFTER
    of_server.assets.fontawesome_enabled = False
    of_server.theme.title = "Joined-up"
    of_server.theme.loader = "plain"
    of_server.theme.show_banner = False
    # What is not among the installed assets is not there: without an address, nobody is asked for it.
    of_solara.assets.cdn = ""

    import solara.server.starlette as served

    return served.app


def warm_up(spare: SpareRun) -> None:
    """Load what the first visitor would wait for: compiled code, the drawing of charts, the first run."""
    from abm.app.live_run import LiveRun
    from abm.app.views.time_series import time_series

    small = LiveRun(Scenario.load("bill_2011").with_settings(["geography.councils=1", "population.sample=0.02"]), 1)
    small.advance()
    time_series(small.history, None, None, "delayed_days", small.months_in_all)
    spare.build()


def serve(settings: AppSettings, host: str, port: int) -> None:
    """Serve until interrupted."""
    import uvicorn

    # Solara warns that its cookie would not work in a frame of another site; the page is in no frame.
    warnings.filterwarnings("ignore", message="Cookies with samesite")
    spare = SpareRun(settings.load(settings.scenario), replication_seed(settings.seed, 0))
    app = prepared(Start(settings, spare))
    threading.Thread(target=warm_up, args=(spare,), daemon=True).start()
    uvicorn.run(app, host=host, port=port, log_level="error", access_log=False)
