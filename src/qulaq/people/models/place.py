"""Places of the KATO classifier, so that rows can point to them and pages can name them in both languages."""

from __future__ import annotations

from django.db import models


class Place(models.Model):
    """One unit of KATO (9 digits: region, district, okrug, settlement); search compares with `folded`."""

    code = models.CharField(max_length=9, primary_key=True)
    parent = models.CharField(max_length=9, blank=True, db_index=True)
    level = models.PositiveSmallIntegerField()
    kk = models.CharField(max_length=200)
    ru = models.CharField(max_length=200)
    folded = models.CharField(max_length=420, db_index=True)

    def __str__(self) -> str:
        return self.kk or self.ru
