"""Who works on a case, and the letters that answer it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Result(models.TextChoices):
    """What the answer brings the person."""

    SATISFIED = "satisfied"
    EXPLAINED = "explained"
    SUPPORTED = "supported"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class Assignment(models.Model):
    """An official in charge of a case, from a moment on."""

    case = models.ForeignKey("procedures.Case", on_delete=models.PROTECT, related_name="assignments")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="assignment_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.officer_id}"


class Answer(models.Model):
    """A letter to the person: a draft until sent, never changed after."""

    case = models.ForeignKey("procedures.Case", on_delete=models.PROTECT, related_name="answers")
    language = models.CharField(max_length=2)
    text = models.TextField()
    result = models.CharField(max_length=10, choices=Result.choices)
    points_answered = models.BooleanField(default=False)
    no_hearing_ground = models.CharField(max_length=30, blank=True)
    executor = models.CharField(max_length=200)
    executor_phone = models.CharField(max_length=40)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answers")
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    letter = models.TextField(blank=True, help_text="the letter as it was sent, whole")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(sent_at__isnull=True), name="answer_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(letter=""), name="answer_sent_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.result}"
