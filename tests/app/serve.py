"""The server for tests: ``serve.py PORT FOLDER``. It reaches nothing but this machine, and fails when it is told to.

While ``FOLDER/fail`` exists every month fails. Whoever it tried to reach is written to ``FOLDER/outside``.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from pathlib import Path

from small_visits import SMALL

from abm.app.server import serve
from abm.app.settings import AppSettings
from abm.model import IntegrationModel

FOLDER = Path(sys.argv[2])
connect = socket.socket.connect
look_up = socket.getaddrinfo
live = IntegrationModel.live_the_month


def refuse(what: object) -> None:
    with (FOLDER / "outside").open("a", encoding="utf-8") as file:
        file.write(f"{what}\n")
    raise OSError(f"no way out to {what}")


def connect_here(self, address):
    if self.family != socket.AF_UNIX and not ipaddress.ip_address(address[0]).is_loopback:
        refuse(address)
    return connect(self, address)


def look_up_here(host, *others, **named):
    if host not in (None, "localhost", "127.0.0.1", "::1", b"127.0.0.1"):
        refuse(host)
    return look_up(host, *others, **named)


def live_unless_told(self):
    if (FOLDER / "fail").exists():
        raise ZeroDivisionError("nothing to share")
    live(self)


socket.socket.connect = connect_here
socket.getaddrinfo = look_up_here
IntegrationModel.live_the_month = live_unless_told
serve(AppSettings(laid_on_top=SMALL, folder=FOLDER), "127.0.0.1", int(sys.argv[1]))
