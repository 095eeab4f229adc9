"""Contacts being confirmed by a one-time code."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from qulaq.people.models.person import Person
from qulaq.people.sealing import Sealed


class ContactKind(models.TextChoices):
    """Where a code can be sent."""

    PHONE = "phone"
    EMAIL = "email"


class ContactClaim(models.Model):
    """Somebody says that a phone or an address is theirs; true once they read the code back.

    The code itself is kept only as a keyed hash; the session only as a hash too.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(max_length=5, choices=ContactKind.choices)
    contact_sealed = models.TextField()
    contact_index = models.CharField(max_length=64, db_index=True)
    session_index = models.CharField(max_length=64, blank=True, db_index=True)
    code_index = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(db_index=True)
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    contact = Sealed()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(confirmed_at__isnull=False),
                name="claim_used_only_when_confirmed",
            )
        ]

    def __str__(self) -> str:
        return f"claim {self.pk} by {self.kind}"
