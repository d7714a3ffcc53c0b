"""Make the invented COG (``cogessai.py``) importable by the tests beside it, without touching sys.path."""

import importlib.util
import sys
from pathlib import Path

_SPEC = importlib.util.spec_from_file_location("cogessai", Path(__file__).with_name("cogessai.py"))
sys.modules["cogessai"] = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sys.modules["cogessai"])
