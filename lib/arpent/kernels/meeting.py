"""Where a program that wants a kernel and the server that forks it meet: a private folder, a key, a message."""

import hashlib
import json
import os
import socket
import stat
import struct
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from arpent.errors import ArpentError, AskedWrongly
from arpent.project import find_root

#: Folder of the servers' sockets, where it must not be the usual one (tests).
FOLDER = "ARPENT_KERNELS"
#: Variables that are read when a library is imported: a server serves those kernels only that share them.
READ_AT_IMPORT = (
    "ARPENT_", "ARROW_", "CPL_", "GDAL", "HOME", "IPYTHON", "JUPYTER_", "LANG", "LC_", "LD_", "MALLOC_", "MKL_", "MPL",
    "NUMEXPR_", "OMP_", "OPENBLAS_", "PROJ_", "PYDEVD_", "PYTHON", "TMPDIR", "TZ", "XDG_C", "XDG_D",
)  # fmt: skip
#: They differ from kernel to kernel and nothing reads them at import.
OF_ONE_KERNEL = (
    "ARPENT_KERNEL_MEMORY", "ARPENT_KERNEL_NOTEBOOK", "ARPENT_KERNEL_OUTPUT", "ARPENT_KERNEL_TRACE",
    "ARPENT_COMMANDS_ALONE", "JPY_",
)  # fmt: skip
#: The project's folder is in the key by itself, whichever way it is found.
ROOT = "ARPENT_ROOT"
_LENGTH = struct.Struct("!I")
_PEER = struct.Struct("3i")
#: Seconds that a message may take once it has begun.
PATIENCE = 30.0


def meeting_folder() -> Path:
    """
    Folder of this user's servers: nobody else can enter it.

    Returns
    -------
    Path
        Made where it is not there, mode 700.

    Raises
    ------
    ArpentError
        Somebody else owns it, or can enter it.
    """
    declared = os.environ.get(FOLDER) or os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(declared or tempfile.gettempdir()) / f"arpent-{os.getuid()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o077:
        raise ArpentError(
            f"{folder}: is not a folder that only you can enter; remove it, or set {FOLDER} to another folder."
        )
    return folder


def key_of(python: str, environment: Mapping[str, str], root: Path | None) -> str:
    """
    Name of the server that may fork a kernel: all that the kernel would have read when it was starting.

    Parameters
    ----------
    python : str
        The interpreter.
    environment : mapping
        Variables of the kernel.
    root : Path or None
        The project that it is started in.

    Returns
    -------
    str
        Sixteen hexadecimal digits.
    """
    told = [
        python,
        str(root),
        sorted(
            (name, value) for name, value in environment.items() if is_read_at_import(name) and name != ROOT
        ),
        _surroundings(),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def is_read_at_import(name: str) -> bool:
    """
    Whether a variable of the environment may change what a library does when it is imported.

    Parameters
    ----------
    name : str
        Of the variable.

    Returns
    -------
    bool
    """
    return name.startswith(READ_AT_IMPORT) and not name.startswith(OF_ONE_KERNEL)


def _surroundings() -> list[str]:
    """What a child has from its parent, whatever the environment says: limits, mask, groups, control group."""
    process = Path("/proc/self")
    status = (process / "status").read_text(encoding="utf-8").splitlines()
    kept = [line for line in status if line.startswith(("Umask:", "Groups:"))]
    told = [(process / name).read_text(encoding="utf-8") for name in ("limits", "cgroup")]
    return [*kept, *told, str(os.nice(0))]


def project_of(environment: Mapping[str, str], working: Path) -> Path | None:
    """
    Project that a kernel is started in.

    Parameters
    ----------
    environment : mapping
        Variables of the kernel.
    working : Path
        Its working folder.

    Returns
    -------
    Path or None
        None where there is none: such a kernel is an ordinary one.
    """
    try:
        return find_root(environment.get("ARPENT_ROOT"), working)
    except AskedWrongly:
        return None


def send(connection: socket.socket, message: Mapping[str, Any], descriptors: Sequence[int] = ()) -> None:
    """
    Send one message.

    Parameters
    ----------
    connection : socket
        Of a local stream.
    message : mapping
        Anything that JSON holds.
    descriptors : sequence of int
        Open files that the other side gets too.
    """
    content = json.dumps(message).encode()
    content = _LENGTH.pack(len(content)) + content
    sent = socket.send_fds(connection, [content], list(descriptors)) if descriptors else 0
    connection.sendall(content[sent:])


def receive(connection: socket.socket, most: int = 0) -> tuple[dict[str, Any] | None, list[int]]:
    """
    Receive one message.

    Parameters
    ----------
    connection : socket
        Of a local stream.
    most : int
        Open files expected with it.

    Returns
    -------
    dict or None, list of int
        The message, None where the other side has gone; open files.
    """
    content, descriptors, _, _ = socket.recv_fds(connection, _LENGTH.size, most)
    while content and len(content) < _LENGTH.size:
        content += connection.recv(_LENGTH.size - len(content)) or b"\0" * _LENGTH.size
    if not content:
        return None, descriptors
    left = _LENGTH.unpack(content[: _LENGTH.size])[0]
    body = bytearray()
    while len(body) < left:
        part = connection.recv(min(left - len(body), 1 << 16))
        if not part:
            return None, descriptors
        body += part
    message: dict[str, Any] = json.loads(body)
    return message, descriptors


def peer_of(connection: socket.socket) -> tuple[int, int]:
    """
    Who is at the other end of a local connection, as the system says it.

    Parameters
    ----------
    connection : socket
        Of a local stream.

    Returns
    -------
    tuple of two int
        Its process and its user.
    """
    pid, user, _ = _PEER.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return pid, user


def can_fork() -> bool:
    """
    Whether a warm process may be forked here: on Linux, where a process can also be held by a descriptor.

    Returns
    -------
    bool
        False on macOS (its system libraries do not survive a fork) and on Windows (there is none).
    """
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and not os.environ.get("ARPENT_COLD_KERNELS")
