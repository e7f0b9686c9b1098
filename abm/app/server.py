"""The server behind the browser: Solara on the machine's own address, with nothing fetched from elsewhere."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import socket
import threading
import warnings
from typing import Any

from abm.app.settings import AppSettings
from abm.app.start import start_with
from abm.errors import InputError
from abm.scenario.scenario import Scenario

NEEDED = ("solara", "solara_assets", "ipyvuetify", "uvicorn")
PAGE = "abm.app.page"
FORGOTTEN_AFTER = "10m"
"""How long a visit that has lost its page is kept: a reload finds it, a closed page frees its memory."""


def check_installed() -> None:
    """Raise InputError where the optional part of the install is missing."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        remedy = "install the browser's part too: pip install 'joined-up[app]'"
        raise InputError("abm app", "", f"no {missing[0]}", remedy)


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


def prepared(settings: AppSettings) -> Any:
    """The web application, set to look nowhere else for scripts, styles or news of itself."""
    os.environ["SOLARA_APP"] = PAGE
    start_with(settings)
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


def warm_up(settings: AppSettings) -> None:
    """Load what the first visitor would wait for: compiled code and the drawing of charts."""
    from abm.app.live_run import LiveRun
    from abm.app.views.time_series import time_series

    small = Scenario.load("bill_2011").with_settings(["geography.councils=1", "population.sample=0.02"])
    run = LiveRun(small, settings.seed)
    run.advance()
    time_series(run.history, None, None, "delayed_days", run.months_in_all)


def serve(settings: AppSettings, host: str, port: int) -> None:
    """Serve until interrupted."""
    import uvicorn

    # Solara warns that its cookie would not work in a frame of another site; the page is in no frame.
    warnings.filterwarnings("ignore", message="Cookies with samesite")
    app = prepared(settings)
    threading.Thread(target=warm_up, args=(settings,), daemon=True).start()
    uvicorn.run(app, host=host, port=port, log_level="error", access_log=False)
