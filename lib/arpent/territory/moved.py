"""What moving a table did: the moved rows, and a report that can be printed in a method note."""

from dataclasses import dataclass

import pandas as pd

from arpent.territory.passage import Passage


@dataclass(frozen=True, eq=False)
class Report:
    """
    What moving a table did.

    Parameters
    ----------
    source, target : int
        COG years.
    communes_in, communes_out : int
        Communes in the table, before and after.
    recoded, merged, split : tuple of str
        Codes of the source year that only changed code, that joined others, that were cut.
    estimated : tuple of str
        Codes of the target year whose values rest on a weight; ``ruled`` those without known populations.
    incomplete : tuple of str
        Codes of the target year left missing, as the table lacks a commune that they are made of.
    outside : DataFrame
        Rows of communes that are not in the COG of the target year, as they were.
    entered : tuple of str
        Codes of the target year that were not in the COG of the source year: missing.
    """

    source: int
    target: int
    communes_in: int
    communes_out: int
    recoded: tuple[str, ...]
    merged: tuple[str, ...]
    split: tuple[str, ...]
    estimated: tuple[str, ...]
    ruled: tuple[str, ...]
    incomplete: tuple[str, ...]
    outside: pd.DataFrame
    entered: tuple[str, ...]

    def __str__(self) -> str:
        """One French paragraph, for a method note."""
        counted = f"{self.communes_in} communes deviennent {self.communes_out}"
        said = [
            f"Passage du COG {self.source} au COG {self.target}\u00a0: {counted}",
            f"{len(self.merged)} ont fusionné, {len(self.split)} ont été partagées",
            f"{len(self.recoded)} ont seulement changé de code",
        ]
        if self.estimated:
            ruled = f", dont {len(self.ruled)} sans population connue des parties" if self.ruled else ""
            said.append(f"les valeurs de {len(self.estimated)} communes sont estimées{ruled}")
        if self.incomplete:
            said.append(f"{len(self.incomplete)} communes restent sans valeur, faute d'une de leurs parties")
        if len(self.outside) or self.entered:
            said.append(
                f"{len(self.outside)} lignes sortent du champ, {len(self.entered)} communes y entrent"
            )
        return "\u00a0; ".join(said) + "."


@dataclass(frozen=True, eq=False)
class Moved:
    """
    A moved table and what was done to it.

    Parameters
    ----------
    frame : DataFrame
        Sorted by commune code.
    report : Report
        What moved, merged, was cut, was estimated.
    """

    frame: pd.DataFrame
    report: Report


def make_report(
    frame: pd.DataFrame, result: pd.DataFrame, way: Passage, *, code: str, incomplete: list[str]
) -> Report:
    """
    Report of a table that was moved.

    Parameters
    ----------
    frame, result : DataFrame
        The table before and after; both have ``code``.
    way : Passage
        What moved it.
    code : str
        Column of commune codes.
    incomplete : list of str
        Codes of the target year left missing.

    Returns
    -------
    Report
    """
    line, (source, _) = way.timeline, way.pairs.T
    changed = ~way.is_same_territory | (way.pairs[:, 0] != way.pairs[:, 1])
    links = way.frame[changed & line.flags(line.number_of(frame[code]))[source]]
    is_cut = links["is_estimated"]
    is_joined = ~way.is_same_territory[links.index] & ~is_cut
    is_recoded = ~is_joined & ~is_cut

    def codes(column: str, wanted: "pd.Series[bool]") -> tuple[str, ...]:
        return tuple(sorted(set(links.loc[wanted, column])))

    return Report(
        source=way.source,
        target=way.target,
        communes_in=frame[code].nunique(),
        communes_out=result[code].nunique(),
        recoded=codes("source_code", is_recoded),
        merged=codes("source_code", is_joined),
        split=codes("source_code", is_cut),
        estimated=codes("target_code", is_cut),
        ruled=codes("target_code", links["basis"] == "rule"),
        incomplete=tuple(incomplete),
        outside=frame[frame[code].isin(way.left)] if way.left else frame.head(0),
        entered=tuple(sorted(set(way.entered) & set(result[code]))) if way.entered else (),
    )
