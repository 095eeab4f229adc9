"""Voices as they arrived, and the files attached to them."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    WEB = "web"
    API = "api"
    PAPER = "paper"
    ORAL = "oral"
    PHONE = "phone"
    EMAIL = "email"
    MESSENGER = "messenger"
    RECEPTION = "reception"
    MEETING = "meeting"


class Purpose(models.TextChoices):
    """What a voice is about: a matter of its own, or an earlier case."""

    MATTER = "matter"
    FEEDBACK = "feedback"
    REOPENING = "reopening"
    COMPLAINT = "complaint"
    COMPLETION = "completion"
    REMARK = "remark"


class Resolved(models.TextChoices):
    """What the person says became of the matter; nobody else can say it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Series(models.Model):
    """The running number of voices of one region and year."""

    region = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "year"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.region}-{self.year}: {self.last}"


class Voice(models.Model):
    """One contribution as it arrived. Never edited; erasing leaves a tombstone."""

    number = models.CharField(max_length=40, unique=True)
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.MATTER)
    language = models.CharField(max_length=2)
    text = models.TextField()
    place = models.CharField(max_length=9, blank=True, help_text="KATO code")
    place_words = models.CharField(max_length=200, blank=True)
    kind_wished = models.CharField(max_length=20, blank=True)
    author = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    case = models.ForeignKey(
        "procedures.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    about = models.ForeignKey(
        "procedures.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="later_voices"
    )
    consent_publish = models.BooleanField(default=False)
    resolved = models.CharField(max_length=8, choices=Resolved.choices, blank=True)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()
    receiver = models.CharField(
        max_length=200, blank=True, help_text="who took it: name and post, or the system"
    )
    idempotency_key = models.UUIDField(null=True, blank=True)
    idempotency_scope = models.CharField(max_length=40, blank=True)
    request_digest = models.CharField(max_length=64, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idempotency_scope", "idempotency_key"],
                condition=Q(idempotency_key__isnull=False),
                name="voice_once_a_key",
            ),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(mark__gte=1, mark__lte=5), name="voice_mark_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.MATTER) | Q(about__isnull=False), name="voice_about_a_case"
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(text="", author__isnull=True),
                name="voice_erased_keeps_nothing",
            ),
        ]
        indexes = [models.Index(fields=["received_at"], name="voice_by_time")]

    def __str__(self) -> str:
        return self.number


class Attachment(models.Model):
    """A file that came with a voice. The name is kept as words; on disk it has a random one."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="attachments/%Y/%m")

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.sha256[:8]}"
