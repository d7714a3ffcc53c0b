"""arpent: reproducible notebook analysis suite for an agence d'urbanisme."""

from typing import Any

__version__ = "0.1.0"
__all__ = ["Continuation", "Outlook", "Study", "__version__"]


def __getattr__(name: str) -> Any:
    """Bring what a notebook asks for: the command line starts without the scientific stack."""
    if name == "Study":
        from arpent.study import Study  # noqa: PLC0415 - see above

        return Study
    if name == "Outlook":
        from arpent.study.outlook import Outlook  # noqa: PLC0415 - see above

        return Outlook
    if name == "Continuation":
        from arpent.study.continuation import Continuation  # noqa: PLC0415 - see above

        return Continuation
    raise AttributeError(f"module 'arpent' has no attribute {name!r}")
