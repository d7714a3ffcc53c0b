"""The kernel ``arpent`` passes jupyter_kernel_test, as ipykernel does."""

import jupyter_kernel_test

from arpent.kernels.spec import KERNEL


class TestConformity(jupyter_kernel_test.KernelTests):
    """Every exchange that the protocol has; each reply is checked against its schema."""

    kernel_name = KERNEL
    language_name = "python"
    file_extension = ".py"
    code_hello_world = "print('hello, world')"
    code_stderr = "import sys; print('test', file=sys.stderr)"
    completion_samples = (
        {"text": "zi", "matches": {"zip"}},
        {"text": "import zipi", "matches": {"zipimport"}},
    )
    complete_code_samples = ("1", "print('hello')", "def f(x):\n    return x * 2\n\n\n")
    incomplete_code_samples = ("print('''hello", "def f(x):\n    x * 2")
    invalid_code_samples = ("import = 7q",)
    code_page_something = "zip?"
    code_generate_error = "raise"
    code_execute_result = (
        {"code": "1+2+3", "result": "6"},
        {"code": "[n * n for n in range(1, 4)]", "result": "[1, 4, 9]"},
    )
    code_display_data = (
        {
            "code": "from IPython.display import HTML, display; display(HTML('<b>test</b>'))",
            "mime": "text/html",
        },
        {
            "code": "from IPython.display import Math, display; display(Math('\\\\frac{1}{2}'))",
            "mime": "text/latex",
        },
    )
    code_history_pattern = "1?2*"
    # NOTE: asked for a range of the session that runs, IPython calls it 0: python3 fails "range" as well.
    supported_history_operations = ("tail", "search")
    code_inspect_sample = "zip"
    code_clear_output = "from IPython.display import clear_output; clear_output()"
