"""Logs as JSON lines that hold no word of a record.

Only fields of a fixed list leave the program, and of an error its kind and its place in
the code: messages of libraries may quote what they were given.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

_FIELDS = ("act", "method", "path", "status", "milliseconds", "request", "who", "count")


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a log record."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "at": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name.startswith("workbench"):
            line["message"] = str(record.msg)
        for field in _FIELDS:
            if hasattr(record, field):
                line[field] = getattr(record, field)
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def _where(trace: Any) -> list[str]:
    frames = traceback.extract_tb(trace)[-5:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
