"""Who looked at a person's data: the person's own window on the officials."""

from __future__ import annotations

from django.db import models

from qulaq.people.models.body import Body
from qulaq.people.models.person import Person


class AccessNote(models.Model):
    """One look. Written once, never changed: rows are deleted only together with the person."""

    whose = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="access_notes")
    at = models.DateTimeField()
    role = models.CharField(max_length=20)
    account_id = models.BigIntegerField(null=True, blank=True)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    official = models.CharField(max_length=200)
    what = models.CharField(max_length=120)
    why = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["whose", "-at"], name="accessnote_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what="") & ~models.Q(why=""), name="accessnote_says_what_and_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.role}: {self.what}"
