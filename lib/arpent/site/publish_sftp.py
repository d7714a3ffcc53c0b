"""Publish over SFTP, by asyncssh: many files under way at once, on one connection."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from arpent.errors import AskedWrongly
from arpent.site.publish import Files
from arpent.site.publish_bucket import PublishFailed
from arpent.site.publish_slots import LISTED, check_named, list_bytes

#: A password is read there, and nowhere else, where the server takes no key.
PASSWORD = "ARPENT_SFTP_PASSWORD"  # noqa: S105 - the name of a variable
#: Files under way at once.
_AT_ONCE = 32

T = TypeVar("T")


@dataclass(frozen=True)
class Sftp:
    """
    A folder of a server that SFTP reaches.

    Parameters
    ----------
    path : PurePosixPath
        Of the link to the site.
    host : str
        Name of the server, or of ssh's configuration.
    login : mapping
        User, port, and what else asyncssh is given.
    """

    path: PurePosixPath
    host: str
    login: dict[str, Any]

    @classmethod
    def named(cls, target: str) -> "Sftp":
        """
        The folder of ``sftp://[user@]server[:port]/folder``; keys and known hosts are those of ssh.

        Raises
        ------
        AskedWrongly
            It is not written so, holds a password, or asyncssh is not installed.
        """
        try:
            import asyncssh  # noqa: F401, PLC0415 - only where it publishes
        except ImportError as error:
            raise AskedWrongly(f"{target}: asyncssh is needed; pip install 'arpent[publish]'.") from error
        parts = urlsplit(target)
        if not parts.hostname or parts.password:
            raise AskedWrongly(
                f"{parts.scheme}://{parts.hostname or ''}: an address is sftp://[user@]server[:port]/folder; "
                f"a password is never in it, but in {PASSWORD}."
            )
        path = PurePosixPath(unquote(parts.path).removeprefix("/~/") or "/")
        check_named(target, path)
        given = {"username": parts.username, "port": parts.port, "password": os.environ.get(PASSWORD)}
        return cls(path, parts.hostname, {name: value for name, value in given.items() if value})

    def linked(self) -> str | None:
        """What the link leads to; None where nothing is there, empty where something else than a link is."""

        async def ask(sftp: Any) -> str | None:
            if not await sftp.lexists(str(self.path)):
                return None
            return str(await sftp.readlink(str(self.path))) if await sftp.islink(str(self.path)) else ""

        return self._do(ask)

    def read(self, path: str) -> bytes:
        """One file; empty where it is not."""
        return self._do(lambda sftp: _read(sftp, self._at(path)))

    def fill(self, slot: str, folder: Path, files: Files, beside: str) -> None:  # noqa: ARG002 - SFTP can't copy
        """Send what differs from what the slot holds; its list says so before, and is whole at the end."""
        self._do(lambda sftp: _fill(sftp, self._at(slot), folder, files))

    def turn(self, target: str) -> None:
        """Make the link under another name and rename it over the one that is there."""

        async def turn(sftp: Any) -> None:
            new = self._at(f".{self.path.name}/link")
            if await sftp.lexists(new):
                await sftp.remove(new)
            await sftp.symlink(target, new)
            await sftp.posix_rename(new, str(self.path))

        self._do(turn)

    def _at(self, path: str) -> str:
        return str(self.path.parent / path)

    def _do(self, what: Callable[[Any], Awaitable[T]]) -> T:
        import asyncssh  # noqa: PLC0415

        async def do() -> T:
            async with asyncssh.connect(self.host, **self.login) as ssh, ssh.start_sftp_client() as sftp:
                return await what(sftp)

        try:
            return asyncio.run(do())
        except (OSError, asyncssh.Error) as error:
            raise PublishFailed(
                f"sftp://{self.host}{self.path}: {error or type(error).__name__}. Readers still find what was "
                "there; run again: what is there already is not sent twice."
            ) from error


async def _read(sftp: Any, path: str) -> bytes:
    import asyncssh  # noqa: PLC0415

    try:
        async with sftp.open(path, "rb") as file:
            content: bytes = await file.read()
    except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
        return b""
    return content


async def _fill(sftp: Any, slot: str, folder: Path, files: Files) -> None:
    there = _listed(await _read(sftp, f"{slot}/{LISTED}"))
    changed = [name for name, digest in files.items() if there.get(name) != digest]
    known = {**dict.fromkeys([*there, *files], ""), **there, **dict.fromkeys(changed, "")}
    for parent in sorted({f"{slot}/{name}".rpartition("/")[0] for name in [LISTED, *changed]}):
        await sftp.makedirs(parent, exist_ok=True)
    await _write(sftp, f"{slot}/{LISTED}", list_bytes(known, is_whole=False))
    await _each(changed, lambda name: sftp.put(str(folder / name), f"{slot}/{name}"))
    await _each(sorted(there.keys() - files.keys()), lambda name: _remove(sftp, f"{slot}/{name}"))
    await _write(sftp, f"{slot}/{LISTED}", list_bytes(files, is_whole=True))


def _listed(content: bytes) -> dict[str, str]:
    """What a slot holds; an empty digest where a publication was cut before it was sure."""
    files: dict[str, str] = json.loads(content)["files"] if content else {}
    return files


async def _each(names: Iterable[str], do: Callable[[str], Awaitable[None]]) -> None:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(name: str) -> None:
        async with gate:
            await do(name)

    await asyncio.gather(*(one(name) for name in names))


async def _write(sftp: Any, path: str, content: bytes) -> None:
    async with sftp.open(path, "wb") as file:
        await file.write(content)


async def _remove(sftp: Any, path: str) -> None:
    if await sftp.lexists(path):
        await sftp.remove(path)
