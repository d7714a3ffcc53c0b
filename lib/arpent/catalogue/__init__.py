"""What the figures are made of: a record for each dataset (producer, licence, vintages), and no data."""

from arpent.catalogue.calendar import next_edition
from arpent.catalogue.model import Dataset, Vintage, said_years
from arpent.catalogue.reading import ids, load
from arpent.catalogue.source_file import SourceFile
from arpent.catalogue.wording import merged, source_line

__all__ = [
    "Dataset",
    "SourceFile",
    "Vintage",
    "ids",
    "load",
    "merged",
    "next_edition",
    "said_years",
    "source_line",
]
