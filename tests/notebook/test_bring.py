"""What is imported late."""

import subprocess
import sys

#: Several threads ask for it at once, in a process that has not imported it yet.
THREADS = """
import threading
from concurrent.futures import ThreadPoolExecutor
from arpent.notebook.bring import bring
from arpent.notebook.execute import NEEDED
together = threading.Barrier(6)
def ask(number):
    together.wait()
    bring(*NEEDED[number % 3:], *NEEDED)
with ThreadPoolExecutor(6) as pool:
    list(pool.map(ask, range(6)))
"""


def test_threads_that_need_the_same_at_once_find_it_whole():
    """jupyter_client's modules import each other: a thread that came second found half of one."""
    subprocess.run([sys.executable, "-c", THREADS], check=True, timeout=120)


def test_the_grammar_of_addresses_is_not_read():
    """It takes a second, and no notebook has such a field; whoever wants it afterwards finds it."""
    text = "import sys, arpent.notebook as _; assert 'rfc3987_syntax' not in sys.modules; import nbformat"
    subprocess.run([sys.executable, "-c", text], check=True, timeout=120)
