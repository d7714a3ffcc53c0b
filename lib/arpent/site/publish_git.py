"""Publish to a branch of a Git repository: the pages of a forge."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from arpent import project
from arpent.errors import AskedWrongly
from arpent.site.publish import Files
from arpent.site.publish_bucket import PublishFailed
from arpent.site.writing import digests_of

#: So that a forge serves the files as they are.
PLAIN = ".nojekyll"


@dataclass(frozen=True)
class Branch:
    """
    A branch that holds nothing but the site.

    Parameters
    ----------
    remote, name : str
        Address of the repository, name of the branch.
    """

    remote: str
    name: str

    @classmethod
    def named(cls, target: str) -> "Branch":
        """
        The branch of ``git:<remote>#<branch>``; the remote is an address, or one of this project's.

        Raises
        ------
        AskedWrongly
            It is not written so.
        """
        remote, _, name = target.removeprefix("git:").partition("#")
        if not remote or not name or remote.startswith("-") or name.startswith("-"):
            raise AskedWrongly(f"{target}: a branch is git:<remote>#<branch>, as git:origin#pages.")
        asked = _run(project.root(), "remote", "get-url", remote, check=False)
        return cls(asked.strip() or remote, name)

    def published(self) -> dict[str, str]:
        """Files at the tip of the branch; nothing where there is no such branch."""
        with self._clone() as work:
            return {name: digest for name, digest in digests_of(work).items() if name != PLAIN}

    def read(self, name: str) -> bytes:
        """One file at the tip of the branch; empty where it is not."""
        with self._clone() as work:
            return (work / name).read_bytes() if (work / name).is_file() else b""

    def publish(self, folder: Path, files: Files, before: Files) -> None:  # noqa: ARG002 - Git keeps what was
        """One commit, pushed: readers find all of it or nothing of it."""
        with self._clone() as work:
            _run(work, "rm", "-rfq", "--ignore-unmatch", ".")
            for name in files:
                (work / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / name, work / name)
            (work / PLAIN).write_bytes(b"")
            _run(work, "add", "--all", "--force")
            _run(work, "commit", "-q", "-m", f"Publish {folder.name}")
            _run(work, "push", "-q", "origin", f"HEAD:refs/heads/{self.name}")

    def roll_back(self) -> str:
        """A commit more, with the files of the one before: history is never rewritten."""
        with self._clone() as work:
            if not _run(work, "rev-parse", "-q", "--verify", "HEAD~1", check=False):
                raise AskedWrongly(
                    f"{self.remote}#{self.name}: no publication before; there is nothing to go back to."
                )
            tree = _run(work, "rev-parse", "HEAD~1^{tree}").strip()
            commit = _run(
                work, "commit-tree", tree, "-p", "HEAD", "-m", "Go back to the publication before"
            ).strip()
            _run(work, "push", "-q", "origin", f"{commit}:refs/heads/{self.name}")
            return f"{self.remote}#{self.name}"

    @contextmanager
    def _clone(self) -> Iterator[Path]:
        """The branch in a folder of its own; empty where it is not there yet."""
        with tempfile.TemporaryDirectory(prefix="arpent-git-") as holder:
            work = Path(holder) / "site"
            work.mkdir()
            _run(work, "init", "-q", "-b", self.name)
            _run(work, "remote", "add", "origin", self.remote)
            if _run(work, "ls-remote", "--heads", "origin", self.name).strip():
                _run(work, "fetch", "-q", "--depth", "2", "origin", f"refs/heads/{self.name}")
                _run(work, "reset", "-q", "--hard", "FETCH_HEAD")
            yield work


def _run(folder: Path, *arguments: str, check: bool = True) -> str:
    try:
        ran = subprocess.run(  # noqa: S603 - git, with arguments that are no option
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - git of the PATH
            capture_output=True,
            text=True,
            check=check,
            env={**_environment(), "GIT_TERMINAL_PROMPT": "0"},
        )
    except FileNotFoundError as error:
        raise AskedWrongly("git is not on the PATH: it is needed to publish to a branch.") from error
    except subprocess.CalledProcessError as error:
        raise PublishFailed(f"git {arguments[0]}: {error.stderr.strip()}") from error
    return ran.stdout if ran.returncode == 0 else ""


def _environment() -> dict[str, str]:
    """Whoever publishes; a name of arpent's own where Git knows none."""
    given = dict(os.environ)
    for role in ("AUTHOR", "COMMITTER"):
        given.setdefault(f"GIT_{role}_NAME", "arpent")
        given.setdefault(f"GIT_{role}_EMAIL", "arpent@localhost")
    return given
