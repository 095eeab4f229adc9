"""What the program writes for its operator: one line an event, nobody named, no line that somebody else wrote.

OWASP ASVS 5.0 V16: no personal data in logs, and what a visitor typed cannot begin a line of its own.
"""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any, Final

HIDDEN: Final = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\b[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}\b"), "[code]"),
)
NUMBER: Final = re.compile(r"\+?\d(?:[\s().-]?\d){9,}")
CASE: Final = re.compile(r"\d\d-[2-9]\d-\d{6}")
"""31-26-000417: a case is named so that the operator can find it; it opens nothing without its code."""
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def discreet(text: str) -> str:
    """The text without addresses, numbers of ten digits and more (phone, IIN, card) and track codes."""
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return NUMBER.sub(lambda found: found[0] if CASE.fullmatch(found[0]) else "[number]", text)


class Lines(logging.Formatter):
    """One line an event: JSON for machines, or words with the moment in front for a person at a terminal."""

    def __init__(self, as_json: bool = False) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = {
            "at": at,
            "level": record.levelname,
            "from": record.name,
            "says": discreet(record.getMessage()),
        }
        if record.exc_info:
            event["trace"] = discreet(self.formatException(record.exc_info))
        if self.as_json:
            return CONTROL.sub(" ", json.dumps(event, ensure_ascii=False))
        said = CONTROL.sub(" ", f"{record.levelname} {record.name}: {event['says']}")
        return f"{at} {said}" + (f"\n{event['trace']}" if "trace" in event else "")


def logging_to_stderr(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: everything from warnings up, and our own news, to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "qulaq.people.logs.Lines", "as_json": as_json}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "qulaq": {"level": "INFO"},
        },
    }
