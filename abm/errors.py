"""The one error a user is meant to see: something in their input is wrong."""

from __future__ import annotations


class InputError(Exception):
    """Wrong input, said so that it can be put right.

    ``where`` names the file or the command-line option, ``key`` the entry in it, ``value`` what was found and
    ``remedy`` what would be right. The command line prints the message and ends with status 2.
    """

    def __init__(self, where: str, key: str, value: object, remedy: str) -> None:
        self.where = where
        self.key = key
        self.value = value
        self.remedy = remedy
        super().__init__(where, key, value, remedy)

    def __str__(self) -> str:
        shown = repr(self.value)
        if len(shown) > 120:
            shown = shown[:117] + "..."
        at_key = f", {self.key}" if self.key else ""
        return f"{self.where}{at_key}: {shown} is not usable; {self.remedy}"


class BalanceError(Exception):
    """People, pounds, beds or hours did not balance: a fault of the model, never of its user."""
