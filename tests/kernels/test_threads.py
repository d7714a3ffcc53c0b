"""A notebook that the library executes has one thread for linear algebra; a kernel at a keyboard has all of them."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from arpent.kernels.meeting import can_fork
from arpent.notebook import execute

ASK = """import numpy, scipy.linalg, threadpoolctl
print([one["num_threads"] for one in threadpoolctl.threadpool_info()])"""


@pytest.mark.parametrize(
    "cold", [True, pytest.param(False, marks=pytest.mark.skipif(not can_fork(), reason="Linux"))]
)
def test_linear_algebra_has_one_thread_in_either_kernel(tmp_path, monkeypatch, cold):
    """Sums of many threads depend on how many there are: figures would differ from a machine to another."""
    if cold:
        monkeypatch.setenv("ARPENT_COLD_KERNELS", "1")
    path = tmp_path / "ask.ipynb"
    tagged = new_code_cell('territory: str = "france"', metadata={"tags": ["parameters"]})
    spec = {"name": "arpent", "language": "python", "display_name": "arpent"}
    content = new_notebook(cells=[tagged, new_code_cell(ASK)], metadata={"kernelspec": spec})
    nbformat.write(content, path)
    executed = execute(path, {})
    assert set(json.loads(executed.cells[-1].outputs[0]["text"])) == {1}
