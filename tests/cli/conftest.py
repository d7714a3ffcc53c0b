"""Run the command line in this process: exit status, stdout, stderr."""

from dataclasses import dataclass

import pytest

from arpent.cli import main


@dataclass
class Ran:
    """What a command left."""

    status: int
    out: str
    err: str


@pytest.fixture
def arpent(capsys):
    """Call ``arpent`` with arguments."""

    def call(*arguments):
        status = 0
        try:
            main(arguments)
        except SystemExit as error:
            status = error.code or 0
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return call
