"""The person behind a voice: how sure we are of them, and sealed what only an official in charge may read."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from qulaq.people.sealing import Sealed


class Level(models.IntegerChoices):
    """How a person has shown who they are (АППК 64(4): what makes a message an appeal)."""

    ANONYMOUS = 0
    CONTACT = 1
    SIGNATURE = 2


class Person(models.Model):
    """A natural person. No statistics, score or list is ever made by this row.

    `claimed_iin` is what somebody typed; `iin` is only ever written from a verified signature.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.ANONYMOUS)
    language = models.CharField(max_length=2, default="kk")
    created_at = models.DateTimeField()
    phone_confirmed_at = models.DateTimeField(null=True, blank=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    signature_confirmed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_why = models.CharField(max_length=200, blank=True)

    name_sealed = models.TextField(blank=True)
    phone_sealed = models.TextField(blank=True)
    email_sealed = models.TextField(blank=True)
    address_sealed = models.TextField(blank=True)
    claimed_iin_sealed = models.TextField(blank=True)
    iin_sealed = models.TextField(blank=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    iin_index = models.CharField(max_length=64, blank=True, db_index=True)

    name = Sealed()
    phone = Sealed(index="phone")
    email = Sealed(index="email")
    address = Sealed()
    claimed_iin = Sealed()
    iin = Sealed(index="iin")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone_index"],
                condition=Q(account__isnull=False, phone_confirmed_at__isnull=False) & ~Q(phone_index=""),
                name="person_one_account_a_phone",
            ),
            models.UniqueConstraint(
                fields=["email_index"],
                condition=Q(account__isnull=False, email_confirmed_at__isnull=False) & ~Q(email_index=""),
                name="person_one_account_an_email",
            ),
            models.CheckConstraint(
                condition=Q(iin_index="") | Q(level=Level.SIGNATURE), name="person_iin_only_by_signature"
            ),
            models.CheckConstraint(
                condition=Q(level=Level.ANONYMOUS)
                | Q(phone_confirmed_at__isnull=False)
                | Q(email_confirmed_at__isnull=False)
                | Q(signature_confirmed_at__isnull=False),
                name="person_level_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    name_sealed="",
                    phone_sealed="",
                    email_sealed="",
                    address_sealed="",
                    claimed_iin_sealed="",
                    iin_sealed="",
                    phone_index="",
                    email_index="",
                    iin_index="",
                    account__isnull=True,
                ),
                name="person_erased_keeps_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"
