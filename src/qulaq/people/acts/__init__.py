"""What can be done to persons, contacts, bodies and roles; each act checks, changes and records as one."""

from __future__ import annotations

from qulaq.people.acts.bodies import (
    CATEGORIES,
    amend_body,
    close_body,
    fill_post,
    move_body,
    open_body,
    rename_body,
)
from qulaq.people.acts.contacts import Claimed, claim_contact, confirm_contact, forget_old_claims
from qulaq.people.acts.persons import WhyErased, confirm_signature, enter_by_claim, erase_person, meet_person
from qulaq.people.acts.places import Loaded, load_places
from qulaq.people.acts.reseal import reseal
from qulaq.people.acts.roles import (
    close_account,
    end_role,
    end_sessions,
    give_role,
    invite_official,
    lend_role,
    readmit_official,
)

__all__ = [
    "CATEGORIES",
    "Claimed",
    "Loaded",
    "WhyErased",
    "amend_body",
    "claim_contact",
    "close_account",
    "close_body",
    "confirm_contact",
    "confirm_signature",
    "end_role",
    "end_sessions",
    "enter_by_claim",
    "erase_person",
    "fill_post",
    "forget_old_claims",
    "give_role",
    "invite_official",
    "lend_role",
    "load_places",
    "meet_person",
    "move_body",
    "open_body",
    "readmit_official",
    "rename_body",
    "reseal",
]
