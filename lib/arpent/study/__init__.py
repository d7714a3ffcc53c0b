"""What a notebook carries around: a territory, whom it is compared with, and the sources it has used."""

from arpent.study.study import Study
from arpent.study.twins import TWIN_INDICATORS, TWIN_LOGS, twins_of

__all__ = ["TWIN_INDICATORS", "TWIN_LOGS", "Study", "twins_of"]
