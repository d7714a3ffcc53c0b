"""
Warm kernels: a small process that has already imported everything forks one kernel a notebook.

The kernelspec ``arpent`` names a jupyter_client provisioner, so that papermill, nbclient, JupyterLab, nbconvert
and Quarto use it unchanged. Where a fork is not safe, the same kernelspec starts an ordinary kernel.
"""

from arpent.kernels.spec import KERNEL, install_kernelspec, is_installed

__all__ = ["KERNEL", "install_kernelspec", "is_installed"]
