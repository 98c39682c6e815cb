"""waitress in a thread of its own, and its orderly end."""

import contextlib
import errno
import threading
from typing import Any


class WaitressThread:
    """Runs a waitress server until `stop`."""

    def __init__(self, waitress: Any, name: str) -> None:  # noqa: ANN401 - waitress has no types
        self._waitress = waitress
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Serve; returns at once."""
        self._thread.start()

    def _run(self) -> None:
        """waitress leaves its loop with an error when its socket is closed under it: that is `stop`."""
        try:
            self._waitress.run()
        except OSError as error:
            if error.errno != errno.EBADF:
                raise

    def stop(self) -> None:
        """Let requests end that are being answered, close the sockets inside the serving thread, and wait for it."""
        # First: whoever still answers would pull a trigger that is closed.
        self._waitress.task_dispatcher.shutdown()
        # The loop may wake by itself and close the trigger before this thread has pulled it: then it is done already.
        with contextlib.suppress(OSError):
            self._waitress.trigger.pull_trigger(self._close)
        self._thread.join(timeout=10)

    def _close(self) -> None:
        self._waitress.close()
        # Connections that a browser keeps alive: nobody would answer on them any more, and the loop would wait for them.
        for channel in list(self._waitress.active_channels.values()):
            channel.handle_close()
