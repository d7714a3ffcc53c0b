"""arpent: reproducible notebook analysis suite for an agence d'urbanisme."""

from typing import Any

__version__ = "0.1.0"
__all__ = ["Study", "__version__"]


def __getattr__(name: str) -> Any:
    """Bring ``Study`` when a notebook asks for it: the command line starts without the scientific stack."""
    if name == "Study":
        from arpent.study import Study  # noqa: PLC0415 - see above

        return Study
    raise AttributeError(f"module 'arpent' has no attribute {name!r}")
