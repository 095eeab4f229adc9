"""Rows that hold for a time: names of bodies, posts, roles. A renamed body keeps its past names."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q


def holding(day: date, prefix: str = "") -> Q:
    """The condition "holds on `day`": the first day counts, `valid_to` is the first that does not."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    )


def ends_after_start(name: str) -> models.CheckConstraint:
    """`valid_to` is empty or later than `valid_from`."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name=f"{name}_ends_after_start"
    )


class Dated(models.Model):
    """A row in force from `valid_from` until the day before `valid_to`."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
