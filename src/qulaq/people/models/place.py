"""Places of the KATO classifier, so that rows can point to them and pages can name them in both languages."""

from __future__ import annotations

from django.db import models


class Place(models.Model):
    """One unit of KATO: nine digits RR DD OO NNN. `kk`, `ru` are bare names, the others say what it is too.

    `folded` is what a search in the database compares with. A place whose code ended keeps its row.
    """

    code = models.CharField(max_length=9, primary_key=True)
    parent = models.CharField(max_length=9, blank=True, db_index=True)
    level = models.CharField(max_length=10)
    kk = models.CharField(max_length=200)
    ru = models.CharField(max_length=200)
    kk_name = models.CharField(max_length=250)
    ru_name = models.CharField(max_length=250)
    folded = models.CharField(max_length=420, db_index=True)
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.kk_name

    def name(self, language: str) -> str:
        """The full name in Russian, or in Kazakh for every other language."""
        return self.ru_name if language[:2] == "ru" else self.kk_name
