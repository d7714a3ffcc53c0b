"""The warm servers of this user: which there are, and how they are stopped."""

import os
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from arpent.kernels.meeting import can_fork, meeting_folder, peer_of


@dataclass(frozen=True)
class Running:
    """A warm server: its process, its socket, and how many kernels it has forked that still run."""

    pid: int
    path: Path
    kernels: int


def running_servers() -> list[Running]:
    """
    Warm servers of this user.

    Returns
    -------
    list of Running
        By socket; one that does not answer is left out.
    """
    if not can_fork():
        return []
    found = []
    for path in sorted(meeting_folder().glob("*.sock")):
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(str(path))
            except OSError:
                continue
            pid, _ = peer_of(connection)
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
        found.append(Running(pid, path, len(children)))
    return found


def stop_servers() -> list[Running]:
    """
    Stop every warm server of this user; kernels that they forked go on.

    Returns
    -------
    list of Running
        Those stopped.
    """
    stopped = running_servers()
    for server in stopped:
        os.kill(server.pid, signal.SIGKILL)
        server.path.unlink(missing_ok=True)
    return stopped
