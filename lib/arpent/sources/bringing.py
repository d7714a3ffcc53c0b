"""Many files at once: politely, one failure never stopping the others, and said where each came from."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import groupby

from arpent.errors import ArpentError
from arpent.sources.fetching import Progress
from arpent.sources.store import Located, locate
from arpent.sources.whereabouts import Whereabouts


@dataclass(frozen=True)
class Brought:
    """
    What became of one file.

    Parameters
    ----------
    wanted : Whereabouts
        What was asked.
    located : Located or None
        Where it is now; None where it could not be had.
    failure : str
        Why it could not; empty elsewhere.
    """

    wanted: Whereabouts
    located: Located | None = None
    failure: str = ""


def bring_files(
    wanted: Sequence[Whereabouts],
    *,
    mirror: str | None = None,
    offline: bool = False,
    force: bool = False,
    jobs: int = 4,
    progress: Callable[[Whereabouts], Progress] | None = None,
) -> Iterator[Brought]:
    """
    Bring files into the raw store.

    Parameters
    ----------
    wanted : sequence of Whereabouts
        Files; those of one archive stand side by side.
    mirror, offline, force
        As in `arpent.sources.store.locate`.
    jobs : int
        Files at once; never more than two from one host.
    progress : callable, optional
        Makes what is told of the bytes of a file.

    Yields
    ------
    Brought
        In the order asked.
    """

    def bring(group: list[Whereabouts]) -> list[Brought]:
        done = []
        for number, each in enumerate(group):
            told = progress(each) if progress else None
            # An archive that several files share is fetched again once.
            again = force and number == 0
            done.append(_bring(each, mirror=mirror, offline=offline, force=again, progress=told))
        return done

    groups = [
        list(group)
        for _, group in groupby(wanted, key=lambda each: (each.dataset, each.vintage, each.address))
    ]
    with ThreadPoolExecutor(jobs) as pool:
        for done in pool.map(bring, groups):
            yield from done


def _bring(
    wanted: Whereabouts, *, mirror: str | None, offline: bool, force: bool, progress: Progress | None
) -> Brought:
    try:
        located = locate(
            wanted.dataset,
            wanted.vintage,
            wanted.role,
            mirror=mirror,
            offline=offline,
            keep=True,
            force=force,
            progress=progress,
        )
    except ArpentError as error:
        return Brought(wanted, failure=str(error))
    return Brought(replace(wanted, served_by=located.served_by, path=located.path), located)
