"""
JupyterLab with the warm kernel, in a real browser: python benchmarks/lab.py [--notebook portrait] [--shots FOLDER].

Opens ``arpent lab``, in French; times a click in the launcher to an idle kernel, beside python3; then opens a notebook,
runs all its cells, restarts and interrupts its kernel from the menu, with a second one open. Pictures go to FOLDER.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from arpent.notebook import find_notebook

CHROMIUM = "/usr/bin/chromium"
TOKEN = "essai"
NAMES = {"arpent": "Python (arpent)", "python3": "Python 3 (ipykernel)"}
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
IDLE = "all => all.length && all.every(s => s.kernel.execution_state === 'idle')"
STATE = "() => fetch('/api/sessions?token=essai').then(r => r.json())"


@contextmanager
def lab(folder):
    """``arpent lab`` on a free port, with settings of its own; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTERLAB_{name}_DIR": f"{folder}/{name}" for name in ("SETTINGS", "WORKSPACES")}
    command = [sys.executable, "-c", "from arpent.cli import main; main()", "lab", "--no-browser"]
    options = [f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--allow-root", "--log-level=ERROR"]
    with Path(folder, "log").open("w") as log:
        running = subprocess.Popen([*command, *options], stdout=log, stderr=log, env={**os.environ, **own})
    try:
        while not _answers(port):
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/lab"
    finally:
        running.terminate()
        running.wait(30)


def _answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token={TOKEN}", timeout=5).close()
    except OSError:
        return False
    return True


def launch(page, kernel):
    """Seconds from a click on the launcher's console card to an idle kernel; the kernel is then ended."""
    card = page.locator(f".jp-LauncherCard[data-category='Console'][title='{NAMES[kernel]}']:visible").first
    card.wait_for()
    begun = time.perf_counter()
    card.click()
    page.locator(".jp-CodeConsole-banner:visible").filter(has_text="Python").wait_for()
    page.wait_for_function("() => document.title.length && !document.querySelector('[data-status=busy]')")
    took = time.perf_counter() - begun
    wait(page, "all => all.length === 1 && all[0].kernel.execution_state === 'idle'")
    end_all(page)
    page.locator("[data-command='launcher:create']").first.click()
    return took


def wait(page, condition):
    """Wait until the server says so of its sessions."""
    page.wait_for_function(f"{STATE}.then({condition})", polling=100)


def end_all(page):
    """End every session."""
    cookie = "(document.cookie.match(/_xsrf=([^;]+)/) || [])[1]"
    end = f"s => fetch('/api/sessions/' + s.id, {{method: 'DELETE', headers: {{'X-XSRFToken': {cookie}}}}})"
    page.evaluate(f"{STATE}.then(all => Promise.all(all.map({end})))")
    wait(page, "all => !all.length")


def use(page, address, path, shots):
    """Run all of a notebook, open a second, interrupt a cell, restart."""
    page.goto(f"{address}/tree/{path.relative_to(path.parents[2])}?token={TOKEN}&reset")
    page.locator(f"{PANEL} .jp-KernelName", has_text=NAMES["arpent"]).first.wait_for()
    wait(page, IDLE)
    menu(page, "Exécution", "Exécuter toutes les cellules")
    page.locator(f"{PANEL} .jp-InputPrompt:text-is('[*]:')").first.wait_for()
    page.locator(f"{PANEL} .jp-InputPrompt:text-is('[*]:')").first.wait_for(state="detached")
    page.locator(
        f"{PANEL} .jp-RenderedSVG, {PANEL} .jp-RenderedImage, {PANEL} .jp-RenderedHTML"
    ).first.wait_for()
    page.screenshot(path=f"{shots}/run.png")
    page.locator(".jp-DirListing-item:has-text('logement.ipynb')").dblclick()
    wait(page, "all => all.length === 2 && all.every(s => s.kernel.execution_state === 'idle')")
    print("two notebooks, two kernels")
    # The page too must know its kernel: what is typed before goes nowhere.
    page.locator(f"{PANEL} .jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for()
    page.locator(f"{PANEL} .jp-InputPrompt").first.click()
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.keyboard.type("while True: pass")
    page.keyboard.press("Shift+Enter")
    wait(page, "all => all.some(s => s.kernel.execution_state === 'busy')")
    menu(page, "Noyau", "Interrompre le noyau")
    page.locator(f"{PANEL} .jp-OutputArea:has-text('KeyboardInterrupt')").first.wait_for()
    page.screenshot(path=f"{shots}/interrupted.png")
    print("interrupted")
    begun = time.perf_counter()
    menu(page, "Noyau", "Redémarrer le noyau…")
    page.locator(".jp-Dialog button.jp-mod-warn").click()
    page.locator(f"{PANEL} .jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for()
    wait(page, "all => all.length === 2 && all.every(s => s.kernel.execution_state === 'idle')")
    print(f"restarted in {time.perf_counter() - begun:.2f} s")
    page.screenshot(path=f"{shots}/restarted.png")


def menu(page, name, item):
    """Choose from a menu."""
    page.locator(f".lm-MenuBar-itemLabel:text-is('{name}')").click()
    page.locator(f".lm-Menu-itemLabel:text-is('{item}')").click()


def main():
    """Open, time, run, restart and interrupt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notebook", default="portrait")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--shots", default=tempfile.mkdtemp())
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, lab(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1400, "height": 1300})
        page.set_default_timeout(60_000)
        try:
            page.goto(f"{address}?token={TOKEN}")
            for kernel in NAMES:
                took = [launch(page, kernel) for _ in range(asked.times)]
                told = ", ".join(f"{seconds:.2f}" for seconds in took)
                print(f"{kernel}: click to idle {statistics.median(took):.2f} s ({told})")
            use(page, address, find_notebook(asked.notebook), asked.shots)
        finally:
            page.screenshot(path=f"{asked.shots}/last.png")
            browser.close()
    print(f"pictures: {asked.shots}")


if __name__ == "__main__":
    main()
