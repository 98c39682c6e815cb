"""Starts a browser with the extension loaded and paired, in a profile of its own, and ends it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from markwarden.extension import extension_path
from markwarden.run.browsers import Browser

_PATIENCE = 10
"""Seconds that a browser gets to close its profile before it is killed."""


def told_extension(folder: Path, *, code: str, port: int, then: str) -> Path:
    """A copy of the extension in `folder` that pairs by the code and then opens `then`: nobody has to type anything.

    A browser opens no extension page from its command line before the extension is loaded, so the extension itself
    is told. The copy is readable by this user only.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    shutil.copytree(extension_path(), folder, dirs_exist_ok=True)
    folder.chmod(0o700)
    (folder / "run.json").write_text(json.dumps({"code": code, "port": port, "open": then}), "utf-8")
    return folder


def has_display() -> bool:
    """Whether a window can be opened."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def needs_no_sandbox() -> bool:
    """Chromium refuses to run as root with its sandbox."""
    return sys.platform.startswith("linux") and os.geteuid() == 0


class RunningBrowser:
    """A browser for as long as it is entered. `wait` returns when the person closes it."""

    def __init__(
        self, browser: Browser, profile: Path, extension: Path, *, headless: bool, extra: tuple[str, ...] = ()
    ) -> None:
        command = [
            str(browser.path),
            f"--user-data-dir={profile}",
            f"--load-extension={extension}",
            "--disable-features=DisableLoadExtensionCommandLineSwitch",
            "--no-first-run",
            "--no-default-browser-check",
            "--hide-crash-restore-bubble",
            *(["--headless=new"] if headless else []),
            *(["--no-sandbox"] if needs_no_sandbox() else []),
            *extra,
            "about:blank",
        ]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def __enter__(self) -> "RunningBrowser":
        return self

    def wait(self) -> None:
        """Until the browser is closed."""
        self._process.wait()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
