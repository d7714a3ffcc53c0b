"""The command line: it parses, calls one function and prints."""

from arpent.cli.main import main

__all__ = ["main"]
