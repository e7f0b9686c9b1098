"""Why a calibration can end without a posterior."""


class NothingRemainsError(Exception):
    """No draw is near enough to the targets, or nobody can tell how near one is."""
