"""What the figures are made of: one record a dataset, its producer, licence and vintages. It holds no data."""

from arpent.catalogue.model import Dataset, SourceFile, Vintage
from arpent.catalogue.reading import ids, load
from arpent.catalogue.wording import source_line

__all__ = ["Dataset", "SourceFile", "Vintage", "ids", "load", "source_line"]
