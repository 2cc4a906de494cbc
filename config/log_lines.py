"""What the log says of a request, in a length that the client does not choose."""

import logging
from copy import copy

LONGEST = 500
# What a client did wrong, such as a host that is not ours: where in the code says nothing.
OF_CLIENTS = "django.security."


class Line(logging.Formatter):
    """Cuts a message, which may repeat an address of 400 kB, and gives the place in the code only
    where the fault may be ours."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        if len(record.message) > LONGEST:
            record.message = f"{record.message[:LONGEST]}... ({len(record.message):,} characters)"
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        if record.name.startswith(OF_CLIENTS):
            record = copy(record)  # Other handlers may want the place.
            record.exc_info = record.exc_text = None
        return super().format(record)
