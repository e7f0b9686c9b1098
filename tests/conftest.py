"""What all tests share."""

from hypothesis import settings

# A busy machine is not a fault of what is tested: speed is measured in benchmarks.
settings.register_profile("joined-up", deadline=None)
settings.load_profile("joined-up")
