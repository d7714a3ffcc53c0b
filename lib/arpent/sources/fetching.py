"""
One file over HTTP: resumed, retried, whole or not at all.

What has arrived waits in a folder of its own: a dataset's folder never holds half a file.
"""

import email.utils
import errno
import random
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import httpx

from arpent.errors import DataUnavailable
from arpent.sources import connection
from arpent.sources.connection import cause, client, gate

#: Attempts in a row that bring nothing before giving up, and in all.
ATTEMPTS, ATTEMPTS_IN_ALL = 5, 60
#: Seconds: first pause between two attempts, longest one, longest that a server may ask for.
PAUSE, LONGEST_PAUSE, LONGEST_ASKED = 0.5, 30.0, 120.0
#: Fewer bytes than this in the time that a connection may be silent count as silence.
STALL_BYTES = 1000
#: Bytes: no open file here is larger; a server that never ends is stopped there.
LARGEST = 20_000_000_000
VALIDATOR = ".validator"
TRANSIENT = (408, 425, 429, 500, 502, 503, 504)

#: Called with the bytes that have arrived and those expected (None where the server does not say).
Progress = Callable[[int, int | None], None]


class _CutError(Exception):
    """A transfer that stopped and may be taken up again."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


def download(url: str, part: Path, *, progress: Progress | None = None) -> Path:
    """
    Bring a file to a partial file, taking up an earlier attempt where the server allows it.

    Parameters
    ----------
    url : str
        Its address.
    part : Path
        Where it arrives; a validator (``ETag`` or date) stands beside it between two runs.
    progress : callable, optional
        Told what has arrived.

    Returns
    -------
    Path
        `part`, whole. Nothing is said of its content: see `arpent.sources.kinds`.

    Raises
    ------
    DataUnavailable
        The address is wrong, the server or the disk fails; the message says what to do. What has arrived
        is kept only where the transfer was cut.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    with gate(url), client() as http:
        for attempt in _attempts(url, part):
            try:
                _transfer(http, url, part, progress or _silent)
            except _CutError as cut:
                attempt(cut)
            except httpx.RequestError as error:
                attempt(_CutError(cause(error)))
            except OSError as error:
                raise _disk_failure(error, part) from error
            except DataUnavailable:
                _forget(part)
                raise
            else:
                _validator(part).unlink(missing_ok=True)
                return part
    raise AssertionError("unreachable")  # pragma: no cover - _attempts raises


def _attempts(url: str, part: Path) -> Iterator[Callable[[_CutError], None]]:
    """Yield what to call when an attempt is cut: it pauses, or raises when it is time to give up."""
    fruitless = 0
    for number in range(1, ATTEMPTS_IN_ALL + 1):
        before = _size(part)

        def cut(error: _CutError, number: int = number, before: int = before) -> None:
            nonlocal fruitless
            fruitless = 0 if _size(part) > before else fruitless + 1
            if fruitless >= ATTEMPTS or number == ATTEMPTS_IN_ALL or (error.wait or 0) > LONGEST_ASKED:
                raise DataUnavailable(
                    f"{url}: {error} ({number} attempt(s), {_size(part)} bytes kept). Run again later: it "
                    f"goes on from there."
                ) from error
            backoff = min(LONGEST_PAUSE, PAUSE * 2**fruitless)
            pause(error.wait if error.wait is not None else backoff * random.uniform(0.5, 1.5))  # noqa: S311

        yield cut


def pause(seconds: float) -> None:
    """
    Wait between two attempts.

    Parameters
    ----------
    seconds : float
        How long.
    """
    time.sleep(seconds)


def _transfer(http: httpx.Client, url: str, part: Path, progress: Progress) -> None:
    headers = _resuming(part)
    with http.stream("GET", url, headers=headers) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            _forget(part)
            raise _CutError("the file has changed since its first part arrived")
        _check_status(answer, url)
        resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
        start = _size(part) if resumed else 0
        if resumed and not answer.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
            _forget(part)
            raise _CutError("the server resumed at another place")
        packed = _is_packed(answer)
        expected = None if packed else _expected(answer, start)
        _check_room(expected, start, part)
        _keep_validator("" if packed else _known(answer), part)
        # As bytes come: a chunk still being filled would be lost with the connection.
        chunks = answer.iter_bytes() if packed else answer.iter_raw()
        with part.open("ab" if resumed else "wb") as opened:
            _copy(chunks, opened, start, lambda arrived: progress(arrived, expected))
    if expected is not None and _size(part) != expected:
        raise _CutError(f"the connection was cut at {_size(part)} of {expected} bytes")


def _copy(chunks: Iterator[bytes], opened: IO[bytes], start: int, tell: Callable[[int], None]) -> None:
    arrived, mark, marked = start, time.monotonic(), start
    for chunk in chunks:
        opened.write(chunk)
        arrived += len(chunk)
        tell(arrived)
        if arrived > LARGEST:
            raise DataUnavailable(f"more than {LARGEST:,} bytes arrived: it is not a file to be read here")
        if time.monotonic() - mark > connection.STALL:
            if arrived - marked < STALL_BYTES:
                raise _CutError(f"the server sends less than {STALL_BYTES} bytes in {connection.STALL:.0f} s")
            mark, marked = time.monotonic(), arrived


def _is_packed(answer: httpx.Response) -> bool:
    """Whether a server packs a file on its way all the same; one that is published packed stays as it is."""
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    return encoding not in ("", "identity") and not answer.url.path.endswith(".gz")


def _check_status(answer: httpx.Response, url: str) -> None:
    code = answer.status_code
    if code in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        return
    if code in TRANSIENT:
        raise _CutError(f"the server answers {code} {answer.reason_phrase}".rstrip(), _asked(answer))
    reasons = {
        401: "it asks for a password",
        403: "it is forbidden from here (a proxy, or the producer's robot filter)",
        404: "there is no such file any more: the producer has moved or replaced it",
        407: "the proxy asks for a password: set HTTPS_PROXY=http://user:password@host:port",
        410: "the producer has withdrawn it",
    }
    raise DataUnavailable(f"{url}: {code}, {reasons.get(code, 'the server refuses')}")


def _asked(answer: httpx.Response) -> float | None:
    """Seconds that ``Retry-After`` asks for, as a number or a date."""
    given = answer.headers.get("Retry-After", "").strip()
    if given.isdigit():
        return float(given)
    try:
        until = email.utils.parsedate_to_datetime(given)
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _resuming(part: Path) -> dict[str, str]:
    """Headers that ask for the rest, only of the very file that began to arrive."""
    kept = _validator(part)
    if not _size(part) or not kept.is_file():
        _forget(part)
        return {}
    return {"Range": f"bytes={_size(part)}-", "If-Range": kept.read_text(encoding="utf-8")}


def _known(answer: httpx.Response) -> str:
    """What says that a file is still the same one: its ETag, else its date."""
    etag: str = answer.headers.get("ETag", "")
    # NOTE: a weak ETag says that two contents are as good as each other, not that their bytes are the same.
    return etag if etag and not etag.startswith("W/") else answer.headers.get("Last-Modified", "")


def _keep_validator(known: str, part: Path) -> None:
    if known:
        _validator(part).write_text(known, encoding="utf-8")
    else:
        _validator(part).unlink(missing_ok=True)


def _expected(answer: httpx.Response, start: int) -> int | None:
    length = answer.headers.get("Content-Length")
    return start + int(length) if length and length.isdigit() else None


def _check_room(expected: int | None, start: int, part: Path) -> None:
    free = shutil.disk_usage(part.parent).free
    if expected is not None and expected - start > free:
        raise OSError(errno.ENOSPC, f"{expected - start:,} bytes to write, {free:,} free")


def _disk_failure(error: OSError, part: Path) -> DataUnavailable:
    _forget(part)
    if error.errno == errno.ENOSPC:
        return DataUnavailable(
            f"{part.parent}: the disk is full ({error.strerror}); nothing is kept. Make room and run again."
        )
    return DataUnavailable(f"{part.parent}: can't be written ({error.strerror}); nothing is kept.")


def _forget(part: Path) -> None:
    part.unlink(missing_ok=True)
    _validator(part).unlink(missing_ok=True)


def _validator(part: Path) -> Path:
    return part.with_name(f"{part.name}{VALIDATOR}")


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _silent(arrived: int, expected: int | None) -> None:
    """No progress is shown."""
