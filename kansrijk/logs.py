"""Logs: one JSON object a line, with the request's id; never names, notes or tokens."""

import logging.config
import re

import structlog

ONE_USE = re.compile(r"(/wachtwoord/kiezen/|/stem/|/agenda/)[^\s\"']+")
QUERY = re.compile(r"\?[^\s\"']*")


def without_secrets(logger, name, event):
    """Take one-use links and queries out of what is logged: whoever reads a log must not get in."""
    for key in ("request", "event", "message"):
        if isinstance(event.get(key), str):
            event[key] = QUERY.sub("", ONE_USE.sub(r"\1…", event[key]))
    if args := event.pop("positional_args", None):
        event["args"] = [ONE_USE.sub(r"\1…", str(arg)) for arg in args]
    return event


SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    without_secrets,
]


def logging_for(path):
    """Send all logs to the file at `path`, or to standard error where it is None."""
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = {"class": "logging.handlers.WatchedFileHandler", "filename": path}
    else:
        handler = {"class": "logging.StreamHandler"}
    json = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processor": structlog.processors.JSONRenderer(),
        "foreign_pre_chain": SHARED,
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": json},
            "handlers": {"out": {**handler, "formatter": "json"}},
            "root": {"handlers": ["out"], "level": "INFO"},
            # A query or a mail address could hold personal data: these stay quiet.
            "loggers": {"django.db.backends": {"level": "ERROR"}},
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
