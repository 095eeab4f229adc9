"""Run by a test in a fresh process on a database of its own: many browsers at once at one code."""

# ruff: noqa: E402, I001 (Django is started before what needs it is imported)

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "qulaq.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection, connections
from people.builders import NOW, Pocket

from qulaq.people.acts import claim_contact, confirm_contact, enter_by_claim
from qulaq.people.models import Account, ContactClaim, Person
from qulaq.people.refusals import Refused

CROWD = 16


def at_once(act: Callable[[], object]) -> dict[str, int]:
    """How often each outcome came when the whole crowd acts in the same moment."""
    together = Barrier(CROWD)

    def one(_: int) -> str:
        try:
            together.wait(timeout=60)
            act()
            return "done"
        except Refused as refusal:
            return refusal.words.en
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CROWD) as crowd:
        return dict(Counter(crowd.map(one, range(CROWD))))


def asked() -> tuple[ContactClaim, str]:
    pocket = Pocket()
    contact = f"+770000000{ContactClaim.objects.count():02d}"
    claim = claim_contact(contact=contact, binding=contact, language="kk", at=NOW, courier=pocket).claim
    return claim, pocket.code


def confirm(claim: ContactClaim, code: str) -> object:
    return confirm_contact(key=claim.key, code=code, binding=claim.contact, at=NOW)


def main() -> None:
    call_command("migrate", verbosity=0)
    told: dict[str, object] = {}
    claim, code = asked()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    told["wrong code"] = at_once(lambda: confirm(claim, wrong))
    other, right = asked()
    told["right code"] = at_once(lambda: confirm(other, right))
    confirmed = ContactClaim.objects.get(pk=other.pk)
    told["door"] = at_once(lambda: enter_by_claim(claim=confirmed, at=NOW))
    told["made"] = [Account.objects.count(), Person.objects.count()]
    told["database"] = connection.vendor
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
