"""A small notebook, written where a test wants it."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook


@pytest.fixture
def notebook(tmp_path):
    """Write a small notebook and give its path."""

    def write(*sources, name="essai"):
        cells = [
            new_code_cell('territory: str = "france"\nyear: int = 2021', metadata={"tags": ["parameters"]})
        ]
        cells += [new_code_cell(source) for source in sources]
        path = tmp_path / f"{name}.ipynb"
        content = new_notebook(cells=[new_markdown_cell("# Essai"), *cells])
        content.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(content, path)
        return path

    return write
