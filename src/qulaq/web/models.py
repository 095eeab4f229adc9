"""What a person is still writing, kept for a day: no error, lost connection or way back loses it.

A draft is not a voice: nobody reads it, and it leaves no trace when its time is over. It is found by a token
that only the form knows (stored as a keyed hash), and what was typed is sealed.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from qulaq.people.sealing import Sealed


class Draft(models.Model):
    """One letter in the making. `idempotency` makes twenty tries one voice; `sent` is the result."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    token_index = models.CharField(max_length=64, unique=True)
    idempotency = models.UUIDField(default=uuid4, unique=True, editable=False)
    touched_at = models.DateTimeField(db_index=True)
    typed_sealed = models.TextField(blank=True)
    sent_sealed = models.TextField(blank=True)

    typed = Sealed()
    sent = Sealed()

    def __str__(self) -> str:
        return f"draft {self.pk}"


class DraftFile(models.Model):
    """A file added to a draft. `wrong` says in one word why it cannot go along: size, kind or empty."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    stored = models.CharField(max_length=100, blank=True)
    wrong = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrong="", stored__gt="") | models.Q(wrong__gt="", stored=""),
                name="draftfile_stored_unless_wrong",
            )
        ]

    def __str__(self) -> str:
        return self.name
