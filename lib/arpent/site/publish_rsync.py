"""Publish by rsync: to a server over ssh, or to a drive of this machine."""

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from arpent.errors import AskedWrongly
from arpent.site.publish import Files
from arpent.site.publish_bucket import PublishFailed
from arpent.site.publish_slots import LISTED, SLOTS, check_named, home_of, list_bytes

#: A line of ``rsync --list-only``: kind and rights, size, date, time, name.
_LINE = re.compile(r"^(?P<kind>\S)\S{9,10}\s+[\d.,]+ [\d/]+ [\d:]+ (?P<name>.+)$")
#: Compared by their content: what is the same in the slot, or in the other, is not sent.
_SEND = ("--recursive", "--checksum", "--compress", "--delete-before", "--perms", "--chmod=D755,F644")

#: What rsync ends with where something that was asked for could not be read.
_PARTIAL = 23


@dataclass(frozen=True)
class Rsync:
    """
    A folder that rsync reaches.

    Parameters
    ----------
    host : str
        ``server:`` or ``user@server:``; empty for this machine.
    path : PurePosixPath
        Of the link to the site.
    """

    host: str
    path: PurePosixPath

    @classmethod
    def named(cls, target: str) -> "Rsync":
        """
        The folder of ``rsync:[user@]server:/folder``; keys and ports are those of ssh.

        Raises
        ------
        AskedWrongly
            It is not written so.
        """
        asked = target.removeprefix("rsync:")
        host, colon, path = asked.partition(":")
        if "/" in host or not colon:
            host, colon, path = "", "", str(Path(asked).expanduser().absolute())
        if not asked or asked.startswith(("//", "-")) or (colon and not host):
            raise AskedWrongly(f"{target}: a folder is rsync:[user@]server:/folder, or rsync:/folder here.")
        check_named(target, PurePosixPath(path))
        return cls(host + colon, PurePosixPath(path))

    def linked(self) -> str | None:
        """What the link leads to; None where nothing is there, empty where something else than a link is."""
        for line in _rsync("--list-only", "--links", "--dirs", "--8-bit-output", self._at("")).splitlines():
            found = _LINE.match(line)
            name, _, target = found["name"].partition(" -> ") if found else ("", "", "")
            if found and name == self.path.name:
                return target if found["kind"] == "l" else ""
        return None

    def read(self, path: str) -> bytes:
        """One file; empty where it is not."""
        with tempfile.TemporaryDirectory(prefix="arpent-rsync-") as folder:
            _rsync("--ignore-missing-args", self._at(path), folder, may_miss=True)
            copied = Path(folder) / PurePosixPath(path).name
            return copied.read_bytes() if copied.is_file() else b""

    def fill(self, slot: str, folder: Path, files: Files, beside: str) -> None:
        """Send what differs from both slots; the list goes first and comes back last."""
        if beside:
            _rsync(*_SEND, f"--link-dest=../{beside}", f"{folder}/", self._at(f"{slot}/"))
        else:
            self._make_slots()
            _rsync(*_SEND, f"{folder}/", self._at(f"{slot}/"))
        with tempfile.TemporaryDirectory(prefix="arpent-rsync-") as stage:
            listed = Path(stage) / LISTED
            listed.parent.mkdir()
            listed.write_bytes(list_bytes(files, is_whole=True))
            _rsync("--recursive", f"{stage}/", self._at(f"{slot}/"))

    def _make_slots(self) -> None:
        with tempfile.TemporaryDirectory(prefix="arpent-rsync-") as stage:
            for slot in SLOTS:
                (Path(stage) / home_of(self.path) / slot).mkdir(parents=True)
            _rsync("--recursive", f"{stage}/", self._at(""))

    def turn(self, target: str) -> None:
        """Send the link: rsync makes it under another name and renames it."""
        with tempfile.TemporaryDirectory(prefix="arpent-rsync-") as stage:
            link = Path(stage) / self.path.name
            link.symlink_to(target)
            _rsync("--links", str(link), self._at(""))

    def _at(self, path: str) -> str:
        return f"{self.host}{self.path.parent}/{path}"


def _rsync(*arguments: str, may_miss: bool = False) -> str:
    """Its output; paths are the last arguments, and never read as options or by a shell."""
    options = [argument for argument in arguments if argument.startswith("--")]
    paths = [argument for argument in arguments if not argument.startswith("--")]
    try:
        ran = subprocess.run(  # noqa: S603 - rsync, its paths after the end of the options
            ["rsync", "--protect-args", *options, "--", *paths],  # noqa: S607 - rsync of the PATH
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError as error:
        raise AskedWrongly("rsync is not on the PATH: it is needed to publish to rsync:….") from error
    is_missing = ran.returncode == _PARTIAL and "No such file or directory" in ran.stderr
    if ran.returncode and not (may_miss and is_missing):
        raise PublishFailed(f"rsync: {ran.stderr.strip()} Readers still find what was there.")
    return ran.stdout
