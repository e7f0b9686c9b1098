"""``abm app``: the browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from abm.cli.options import Seed, Settings
from abm.cli.quiet_stream import QuietStream

LARGEST_PORT = 65_535


def app(
    scenario: Annotated[
        str, typer.Argument(help="What is shown first: a path, or the name of one that ships.")
    ] = "bill_2011",
    *,
    port: Annotated[int, typer.Option(min=1, max=LARGEST_PORT, help="Where the page is served.")] = 8765,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Who may open it: by default this machine alone.")
    ] = "127.0.0.1",
    settings: Settings = None,
    seed: Seed = 1,
) -> None:
    """Open the browser: see the places, pull the levers, compare, explore a sweep."""
    from abm.app.server import check_free, check_installed, is_own_address, serve
    from abm.app.settings import AppSettings

    check_installed()
    chosen = AppSettings(
        scenario=scenario,
        laid_on_top=tuple(settings or []),
        seed=seed,
        folder=Path.cwd(),
        opens_any_file=is_own_address(host),
    )
    chosen.load(scenario)  # so that a mistake shows at once
    check_free(host, port)
    shown = f"[{host}]" if ":" in host else host
    QuietStream(sys.stdout).say(f"Joined-up is at http://{shown}:{port} (Ctrl-C ends it)")
    serve(chosen, host, port)
