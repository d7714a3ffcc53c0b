"""The files that one more dataset takes: made so that they pass the tests, to be changed from there."""

import re
from pathlib import Path

from arpent import project
from arpent.errors import AskedWrongly
from arpent.notebook.scaffold import absent, noted

NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")

RECORD = """\
id: {name}
title: {title}
producer: {producer}
# To be read on the producer's page, and written here: the licence, its address, that of the dataset, the vintages.
licence: à préciser
licence_url: https://www.data.gouv.fr/pages/legal/licences
url: https://www.data.gouv.fr/
rhythm: irrégulière
feeds: []
vintages:
  - name: "2021"
    reference_year: 2021
    cog_year: 2021
    files:
      - role: communes
        mirror:
          - {name}/communes.csv
"""

READER = '''\
"""{producer}, {title}: the file of communes, as published."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_{product}(path: Path) -> pd.DataFrame:
    """
    The file of communes, as published.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a commune, text.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
'''

TEST = '''\
"""Reader of ``{name}``."""

from arpent import catalogue
from arpent.sources.{name} import read_{product}


def test_read_{product}_changes_nothing(tmp_path):
    """Invented rows: a code keeps its zero, a figure stays as written."""
    path = tmp_path / "invented.csv"
    path.write_text("code;valeur\\n01001;1 234\\n", encoding="utf-8")
    assert read_{product}(path).loc[0].tolist() == ["01001", "1 234"]


def test_the_record_says_where_its_files_are():
    """Each role has an address: on the producer's site, a carrier or a mirror."""
    files = [file for vintage in catalogue.load("{name}").vintages for file in vintage.files]
    assert files
    assert all(file.has_address or file.mirror for file in files)
'''


def dataset_files(name: str) -> dict[Path, str]:
    """
    The files of a new dataset; nothing is written.

    Parameters
    ----------
    name : str
        ``<producer>_<product>``, in lower-case ASCII letters and digits; no year in it.

    Returns
    -------
    dict of Path to str
        Record, reader, its test with invented rows, and the changelog with one more line.

    Raises
    ------
    AskedWrongly
        Not such a name, or one of the files is there already.
    """
    if not NAME.fullmatch(name):
        raise AskedWrongly(
            f"dataset '{name}': <producer>_<product> in lower-case letters, digits and underscores, as 'insee_bpe'."
        )
    producer, _, product = name.partition("_")
    words = {
        "name": name,
        "product": product,
        "producer": producer.upper(),
        "title": product.replace("_", " ").capitalize(),
    }
    files = {
        project.path("data", "catalogue", f"{name}.yml"): RECORD.format(**words),
        project.path("lib", "arpent", "sources", f"{name}.py"): READER.format(**words),
        project.path("tests", "sources", f"test_{name}.py"): TEST.format(**words),
    }
    return absent(files) | noted(f"Dataset `{name}`.")
