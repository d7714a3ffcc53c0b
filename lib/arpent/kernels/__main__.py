"""An ordinary kernel: ``python -m arpent.kernels -f CONNECTION_FILE``, what the kernelspec ``arpent`` names."""

import sys

from arpent.kernels.kernel import start

if __name__ == "__main__":
    # NOTE: as ipykernel_launcher does: the kernel itself puts its working folder in front.
    if sys.path[0] == "":
        del sys.path[0]
    start(sys.argv[1:])
