"""Tables of the ledger. An entry is written once and never changed; everything that moves lives beside it.

Order is the order of sequencing (`Leaf.index`), not of `id`: on PostgreSQL a transaction with a smaller id
may commit later. `Leaf` and its hash are a second copy of the order, so that a changed or missing entry can
be named.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

LONGEST_PAUSE = timedelta(hours=1)
"""Between two tries of a delivery."""


class Entry(models.Model):
    """One fact. `body` is the canonical JSON under the leaf hash; the other columns repeat it for queries."""

    uuid = models.UUIDField(unique=True)
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    body = models.TextField()

    class Meta:
        verbose_name = "entry"
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="ledger_entry_subject"),
            models.Index(fields=["name", "at"], name="ledger_entry_name_at"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk} ({self.name}, {self.subject_kind.rpartition('.')[2]} {self.subject_id})"


class Leaf(models.Model):
    """The entry's place in the Merkle log: its hash at once, its index (from 0) once sequenced."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="leaf")
    hash = models.CharField(max_length=64, unique=True)
    index = models.BigIntegerField(null=True, unique=True)

    class Meta:
        verbose_name = "leaf"
        verbose_name_plural = "leaves"
        indexes = [
            models.Index(fields=["entry"], condition=Q(index__isnull=True), name="ledger_leaf_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(index__isnull=True) | Q(index__gte=0), name="ledger_leaf_from_0"
            ),
        ]

    def __str__(self) -> str:
        return f"leaf {self.index} {self.hash[:12]}"


class Subtree(models.Model):
    """The root of a complete tile of the tree (levels 8, 16, …), kept so that a proof reads a few rows."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "subtree"
        verbose_name_plural = "subtrees"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="ledger_subtree_once")]

    def __str__(self) -> str:
        return f"subtree {self.level}/{self.index}"


class Salt(models.Model):
    """The salt of one commitment; erased together with the words, after which the digest says nothing."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="salts")
    field = models.CharField(max_length=60)
    salt = models.CharField(max_length=64)

    class Meta:
        verbose_name = "salt"
        verbose_name_plural = "salts"
        constraints = [models.UniqueConstraint(fields=["entry", "field"], name="ledger_salt_once")]

    def __str__(self) -> str:
        return f"salt of {self.field} in entry {self.entry_id}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def owed(self) -> DeliveryQuerySet:
        """Not yet done, whether due or waiting for another try."""
        return self.filter(due_at__isnull=False)

    def due(self, at: datetime) -> DeliveryQuerySet:
        """Owed now. A pause longer than any we give means that the clock was set back: owed now too."""
        return self.filter(Q(due_at__lte=at) | Q(due_at__gt=at + LONGEST_PAUSE))

    def failing(self) -> DeliveryQuerySet:
        """Tried, failed, not yet done: what an operator must see."""
        return self.owed().exclude(last_error="")


class Delivery(models.Model):
    """One event owed to one handler. `due_at` is empty when done, and the lease's end while a worker is at
    it.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="deliveries")
    handler = models.CharField(max_length=120)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True, default="")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "delivery"
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="ledger_delivery_due")
        ]
        constraints = [
            models.UniqueConstraint(fields=["entry", "handler"], name="ledger_delivery_once"),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True, done_at__isnull=False)
                | Q(due_at__isnull=False, done_at__isnull=True),
                name="ledger_delivery_done_or_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handler} of entry {self.entry_id}"


class Log(models.Model):
    """The state of the one log: its id, how many leaves it has and the frontier of its tree."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    log = models.UUIDField(unique=True)
    size = models.BigIntegerField(default=0)
    frontier = models.TextField(blank=True, default="")
    turn = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "log"
        verbose_name_plural = "logs"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="ledger_log_only_one")]

    def __str__(self) -> str:
        return f"log {self.log}"


class Head(models.Model):
    """A signed tree head as published. `witnessed_at` is empty until the witness outside has it."""

    size = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    document = models.TextField()
    witnessed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "head"
        verbose_name_plural = "heads"
        indexes = [
            models.Index(
                fields=["size"], condition=Q(witnessed_at__isnull=True), name="ledger_head_unwitnessed"
            )
        ]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="ledger_head_not_empty")]

    def __str__(self) -> str:
        return f"head of {self.size}"


class ChoreRun(models.Model):
    """When a chore is due again and how its last run went; claimed as a delivery is."""

    chore = models.CharField(max_length=120, primary_key=True)
    due_at = models.DateTimeField()
    last_done_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "chore run"
        verbose_name_plural = "chore runs"
        constraints = [
            models.CheckConstraint(
                condition=Q(failures=0, last_error="") | Q(failures__gt=0), name="ledger_chore_error_counted"
            )
        ]

    def __str__(self) -> str:
        return self.chore
