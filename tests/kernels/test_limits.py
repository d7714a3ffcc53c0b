"""The memory that a kernel may take."""

import subprocess
import sys

import pytest

LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_DATA, (2**32, 2**32))
from arpent.kernels.kernel import limit_memory
limit_memory("{mebibytes}")
soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
print(soft < 2**32, soft == 2**32, hard == 2**32)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(("mebibytes", "told"), [(100, "True False True"), (8192, "False True True")])
def test_a_limit_set_outside_is_kept(mebibytes, told):
    """Of a machine's administrator: a kernel takes less where it is asked to, never more."""
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED.format(mebibytes=mebibytes)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == told
