"""What all tests share."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A busy machine is not a fault of what is tested: speed is measured in benchmarks.
settings.register_profile("joined-up", deadline=None)
settings.load_profile("joined-up")

# Started in the background of a shell without job control, a process ignores Ctrl-C, and so do all that it starts; some
# tests interrupt what they have started.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def central_values() -> Iterator[None]:
    """No posterior ships: mechanisms are tested at the values that parameters are defined with, however fitted.

    What a posterior does to runs has tests of its own, which bring one.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("abm.scenario.fitted.shipped_posterior", lambda: None)
        yield
