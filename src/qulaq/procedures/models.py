"""Tables of running cases. Steps are the truth; stages, duties and notices are what the engine makes of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class CalendarEdition(models.Model):
    """An official calendar that an administrator loaded; the newest one counts. None = the one in the package."""

    version = models.CharField(max_length=80, unique=True)
    table = models.TextField(help_text="the calendar as CSV, as the decree was loaded")
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.version


class Case(models.Model):
    """One running procedure. `pinned` is the day whose edition of every rule applies."""

    class Origin(models.TextChoices):
        LIVE = "live"
        ARCHIVED = "archived"

    number = models.CharField(max_length=40, unique=True)
    procedure = models.CharField(max_length=40)
    chapter = models.PositiveSmallIntegerField(
        default=1, help_text="grows when the case becomes another procedure"
    )
    kind = models.CharField(max_length=30, blank=True)
    stage = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.LIVE)
    body = models.ForeignKey("people.Body", null=True, on_delete=models.PROTECT, related_name="cases")
    higher_body = models.ForeignKey(
        "people.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="cases_above"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    opened_at = models.DateTimeField()
    pinned = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    office_hours = models.CharField(max_length=11)
    calendar = models.CharField(max_length=80)
    wake_at = models.DateTimeField(
        null=True, blank=True, help_text="when the clock has something to do here next"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="case_not_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True) | (~Q(outcome="") & Q(ended_at__isnull=False)),
                name="case_ended_with_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["wake_at"], condition=Q(wake_at__isnull=False), name="case_to_wake"),
            models.Index(fields=["body", "outcome", "stage"], name="case_of_body"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseStep(models.Model):
    """One act done in a case, in order. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    chapter = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    at = models.DateTimeField()
    role = models.CharField(max_length=20)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="steps"
    )
    who = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    taken = models.CharField(max_length=40)

    class Meta:
        ordering = ["case", "chapter", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "chapter", "position"], name="step_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}.{self.chapter}.{self.position} {self.act}"


class CaseDuty(models.Model):
    """A duty as the engine last computed it. `due_day` is empty where the law counts minutes."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    chapter = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    owner = models.CharField(max_length=20)
    body = models.ForeignKey("people.Body", null=True, on_delete=models.PROTECT, related_name="duties")
    rule = models.CharField(max_length=60, blank=True)
    article = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    counted_from = models.DateField()
    due_day = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    first_due = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)
    ended_at = models.DateTimeField(null=True)
    extensions = models.PositiveSmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["case", "chapter", "position"]
        constraints = [models.UniqueConstraint(fields=["case", "chapter", "position"], name="duty_once")]
        indexes = [
            models.Index(fields=["body", "due_at"], condition=Q(state="open"), name="duty_open_of_body")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name} {self.due_at}"


class NoticeOwed(models.Model):
    """Something to be told to somebody. Handlers in `channels` deliver it; failures stay visible."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    chapter = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    recipient = models.CharField(max_length=20)
    owed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["case", "chapter", "position"]
        constraints = [models.UniqueConstraint(fields=["case", "chapter", "position"], name="notice_once")]
        indexes = [models.Index(fields=["due_at"], condition=Q(told_at__isnull=True), name="notice_untold")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"
