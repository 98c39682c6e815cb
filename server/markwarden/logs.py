"""The server's log: one JSON object a line on standard error.

At the default level a line says which route was asked, what came of it and how long it took: never a body, a query,
a token, a title or an address of a page.
"""

import json
import logging
import sys
from datetime import UTC, datetime

LOGGER = logging.getLogger("markwarden")
FIELDS = ("method", "route", "status", "ms", "code", "listings")


class JsonLines(logging.Formatter):
    """A record and its known extra fields as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) is not None}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line, ensure_ascii=False)


def _where(record: logging.LogRecord) -> list[str]:
    """The places an exception passed through; not its message, which may quote a title."""
    places: list[str] = []
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send the program's log, and waitress's warnings, to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for logger in (LOGGER, logging.getLogger("waitress")):
        logger.handlers[:] = [handler]
        logger.propagate = False
    LOGGER.setLevel(level)
    logging.getLogger("waitress").setLevel(logging.WARNING)
    # Requests that wait for a thread are no fault: a browser opens several tabs at once.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
