"""Ways out of the house: mail, and an SMS gateway over HTTPS.

The gateway gets `POST SMS_URL` with `{"to": "+7…", "text": "…"}` and `Authorization: Bearer SMS_TOKEN`, and
answers 2xx once it took the message; every gateway in use has such a door or a small adapter before it.
"""

from __future__ import annotations

import json
import smtplib
from typing import Final
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import EmailMessage

from qulaq.people.courier import NotSent

PATIENCE: Final = 5.0
"""Seconds that a person waits for a gateway before hearing that the message could not be sent."""


def send_mail(*, to: str, subject: str, text: str) -> None:
    """Hand a letter to the mail server; NotSent when none is set or it refuses."""
    if not settings.EMAIL_HOST:
        raise NotSent("no mail server is set")
    try:
        delivered = EmailMessage(subject, text, to=[to]).send()
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent(type(error).__name__) from error
    if not delivered:
        raise NotSent("the mail server took no letter")


def send_sms(*, to: str, text: str) -> None:
    """Hand a message to the operator's gateway; NotSent when none is set or it refuses."""
    if not settings.SMS_URL:
        raise NotSent("no SMS gateway is set")
    body = json.dumps({"to": to, "text": text}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
    request = Request(settings.SMS_URL, data=body, headers=headers, method="POST")  # noqa: S310
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            answer.read(1024)
    except (URLError, OSError) as error:
        raise NotSent(type(error).__name__) from error
