"""`markwarden run`: one command from nothing to badges, and a clean end."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Playwright

from tests.kit.browser import Eyes, chromium_path, until


def start(data_dir: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "markwarden", "run", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "MARKWARDEN_DATA_DIR": str(data_dir), "MARKWARDEN_CHROMIUM": chromium_path()},
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "terminated"])
def test_demo_shows_badges_and_ends_cleanly(playwright: Playwright, data_dir: Path, ending: signal.Signals) -> None:
    port = free_port()
    process = start(data_dir, "--demo", "--headless", "--port", "0", f"--browser-arg=--remote-debugging-port={port}")
    children: list[psutil.Process] = []
    try:
        browser = until(lambda: connected(playwright, port), 60)
        page = browser.contexts[0].pages[0]
        page.wait_for_url("**/markwarden-demo/**")
        badges = Eyes(page).wait_for_badges(12)
        levels = [badge.level for badge in badges]
        assert levels[:5] == ["high", "low", "high", "low", "high"]
        children = psutil.Process(process.pid).children(recursive=True)
        assert children
        browser.close()
    finally:
        process.send_signal(ending)
        said = process.communicate(timeout=30)[1]
    assert process.returncode == 0, said
    assert "sample registry" in said
    assert re.search(r"serves at http://127\.0\.0\.1:\d+", said)
    assert said.strip().endswith("Stopped.")
    assert "Traceback" not in said
    _, alive = psutil.wait_procs(children, timeout=30)
    assert alive == []


def connected(playwright: Playwright, port: int):
    from playwright.sync_api import Error

    try:
        return playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
    except Error:
        return None


def test_without_a_browser_it_says_the_steps(data_dir: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "markwarden", "run", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "MARKWARDEN_DATA_DIR": str(data_dir), "MARKWARDEN_CHROMIUM": "/nowhere/chromium"},
    )
    assert process.stderr is not None
    said = ""
    try:
        while "4. Open" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        assert "No Chromium" in said
        assert "chrome://extensions" in said
        assert re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", said)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 0


def test_closing_the_browser_ends_all(data_dir: Path) -> None:
    process = start(data_dir, "--demo", "--headless", "--port", "0")
    try:
        assert process.stderr is not None
        while "/api/v1/pages" not in process.stderr.readline():
            assert process.poll() is None
        (browser,) = psutil.Process(process.pid).children()
        browser.terminate()
        said = process.communicate(timeout=30)[1]
    finally:
        if process.poll() is None:
            process.kill()
    assert process.returncode == 0
    assert "browser was closed" in said
