"""What is shown: answers published with consent, and every hiding with its reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class PublishedAnswer(models.Model):
    """A question and its answer, with personal data removed by a person who looked at the preview."""

    case = models.OneToOneField("procedures.Case", on_delete=models.PROTECT, related_name="published")
    slug = models.SlugField(max_length=40, unique=True)
    language = models.CharField(max_length=2, help_text="of the question")
    answer_language = models.CharField(max_length=2)
    question = models.TextField()
    answer = models.TextField()
    category = models.CharField(max_length=20, default="other")
    stems = models.TextField(blank=True, help_text="search terms of question and answer, each between blanks")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="published"
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True, hidden_why="")
                | (Q(hidden_at__isnull=False) & ~Q(hidden_why="")),
                name="published_hidden_with_reason",
            )
        ]
        indexes = [models.Index(fields=["-published_at"], name="published_newest")]

    def __str__(self) -> str:
        return self.slug
