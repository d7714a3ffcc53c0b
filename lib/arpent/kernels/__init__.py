"""
Warm kernels: a small process that has already imported everything forks one kernel a notebook.

The kernelspec ``arpent`` names a jupyter_client provisioner, so that papermill, nbclient, JupyterLab, nbconvert
and Quarto use it unchanged. Where a fork is not safe, the same kernelspec starts an ordinary kernel. Commands that
execute notebooks are forked from the same process where it lives already: nothing is imported here, so that they
begin at once.
"""
