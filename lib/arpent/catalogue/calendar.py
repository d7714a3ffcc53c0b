"""When a dataset's next edition is due, by its rhythm and the date of its last one."""

from datetime import date

from arpent.catalogue.model import Dataset
from arpent.catalogue.schema import RHYTHMS

#: Months that a producer is given beyond the rhythm before an edition counts as late.
GRACE = 1


def next_edition(dataset: Dataset) -> date | None:
    """
    First day of the month when the next edition is to be looked for.

    Parameters
    ----------
    dataset : Dataset
        From the catalogue.

    Returns
    -------
    date or None
        None where the dataset has no rhythm, or the date of its last edition is not recorded.

    Examples
    --------
    >>> from arpent.catalogue import load
    >>> next_edition(load("insee_densite"))
    datetime.date(2026, 8, 1)
    """
    months = RHYTHMS[dataset.rhythm]
    dated = [one for one in dataset.vintages if one.published]
    if not months or not dated:
        return None
    published = str(dated[-1].published)
    # Later vintages whose date is not recorded came a year after one another.
    years = int(published[:4]) + dataset.latest.reference_year - dated[-1].reference_year
    later = years * 12 + int(published[5:7]) - 1 + months + GRACE
    return date(later // 12, later % 12 + 1, 1)
