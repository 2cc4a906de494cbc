"""Hands one mail to the mail server, and says what became of it."""

from contextlib import suppress
from enum import Enum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.core.mail import EmailMessage, get_connection

# Answers of a mail server, and of a mail service over HTTP, that are final begin here.
_FINAL_SMTP, _FINAL_HTTP, _BUSY_HTTP = 500, range(400, 500), {401, 403, 408, 429}


class Fate(Enum):
    ACCEPTED = "accepted"
    # Certainly not accepted: now, or at all.
    NOT_NOW = "not now"
    REFUSED = "refused"
    # The connection ended while the server had the mail: it may or may not have accepted it.
    UNKNOWN = "unknown"


def connect() -> Any:
    """A connection that is open, so that a server that is gone is noticed before a mail is claimed.
    Raises OSError or SMTPException."""
    connection = get_connection(fail_silently=False)
    connection.open()
    return connection


def hand_over(message: EmailMessage, connection: Any) -> tuple[Fate, str]:
    """What became of the mail, with the server's own words if it was not accepted."""
    try:
        accepted = connection.send_messages([message])
    except SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        return _refusal(code >= _FINAL_SMTP), f"{code} {_text(words)}"
    except SMTPSenderRefused as error:
        # This is about us and not about the learner, so the site's owner can put it right.
        return Fate.NOT_NOW, f"{error.smtp_code} {_text(error.smtp_error)}"
    except SMTPDataError as error:
        return _refusal(error.smtp_code >= _FINAL_SMTP), (
            f"{error.smtp_code} {_text(error.smtp_error)}"
        )
    except Exception as error:
        return _from_service(error), f"{type(error).__name__}: {error}"
    return (Fate.ACCEPTED, "") if accepted else (Fate.NOT_NOW, "not taken")


def disconnect(connection: Any) -> None:
    """Whatever happens now changes nothing: the mail is accepted or not."""
    with suppress(OSError, SMTPException):
        connection.close()


def _refusal(is_final: bool) -> Fate:
    return Fate.REFUSED if is_final else Fate.NOT_NOW


def _from_service(error: Exception) -> Fate:
    """Errors of a mail service (anymail) bring the status of its answer, if there was one."""
    status = getattr(error, "status_code", None)
    if status in _BUSY_HTTP:
        return Fate.NOT_NOW
    return Fate.REFUSED if status in _FINAL_HTTP else Fate.UNKNOWN


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words
