"""The kernelspec ``arpent``: comes with the package; written elsewhere by one command."""

import json
import sys
import tempfile
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

#: Name of the kernelspec.
KERNEL = "arpent"
#: The kernelspec itself; pyproject.toml has it installed with the package.
SPEC = Path(__file__).parent / "kernelspec" / "kernel.json"


def is_installed() -> bool:
    """
    Whether Jupyter finds the kernelspec here.

    Returns
    -------
    bool
    """
    try:
        KernelSpecManager().get_kernel_spec(KERNEL)
    except NoSuchKernel:
        return False
    return True


def install_kernelspec(prefix: Path | None = None) -> Path:
    """
    Write the kernelspec where Jupyter looks for it.

    Parameters
    ----------
    prefix : Path, optional
        Of an environment; this user's own folder, unless given: a JupyterLab of another environment finds it there,
        provided that arpent is installed beside it.

    Returns
    -------
    Path
        Folder of the kernelspec.
    """
    spec = json.loads(SPEC.read_text(encoding="utf-8"))
    # Named in full: the JupyterLab that reads it may be of another environment.
    spec["argv"][0] = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "kernel.json").write_text(json.dumps(spec, indent=1) + "\n", encoding="utf-8")
        where = {"prefix": str(prefix)} if prefix else {"user": True}
        return Path(KernelSpecManager().install_kernel_spec(folder, KERNEL, **where))
