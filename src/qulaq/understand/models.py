"""What the text engine read in a voice, and what officials made of it.

Topic, language, urgency and search terms only. Tone, attitude and abuse are never stored beside a voice that has an
author (HOUSE, "What Qulaq refuses"): they exist in counts alone.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Reading(models.Model):
    """The engine's suggestion for one voice. Officials see it with its probability; nothing is decided by it."""

    voice = models.OneToOneField("hear.Voice", on_delete=models.CASCADE, related_name="reading")
    language = models.CharField(max_length=5)
    language_p = models.FloatField()
    category = models.CharField(max_length=20)
    category_p = models.FloatField()
    candidates = models.JSONField(default=list, help_text="the three likeliest categories")
    reasons = models.JSONField(default=list, blank=True, help_text="words of the message that carry the category")
    service_class = models.CharField(max_length=12)
    urgency = models.CharField(max_length=6)
    danger = models.BooleanField()
    stems = models.TextField(blank=True, help_text="search terms, each between blanks")
    read_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["category"], name="reading_by_category")]

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.category}"


class Correction(models.Model):
    """An official knew better: kept as data for the next training. The text stays with the voice and goes with it."""

    class What(models.TextChoices):
        LANGUAGE = "language"
        CATEGORY = "category"

    voice = models.ForeignKey("hear.Voice", on_delete=models.CASCADE, related_name="corrections")
    what = models.CharField(max_length=10, choices=What.choices)
    suggested = models.CharField(max_length=20)
    chosen = models.CharField(max_length=20)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.suggested} → {self.chosen}"
