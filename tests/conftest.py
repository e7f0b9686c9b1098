"""What all tests share."""

import os
import signal

from hypothesis import settings

from abm.scenario.fitted import OTHER_POSTERIOR

# A busy machine is not a fault of what is tested: speed is measured in benchmarks.
settings.register_profile("joined-up", deadline=None)
settings.load_profile("joined-up")

# Started in the background of a shell without job control, a process ignores Ctrl-C, and so do all that it starts; some
# tests interrupt what they have started.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Mechanisms are tested at the values that parameters are defined with, however fitted, in this process and in those
# that tests start. What a posterior does to runs has tests of its own, which bring one.
os.environ[OTHER_POSTERIOR] = ""
