"""The tables are what the migrations make: a model changed without a migration is found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from house.sources import ROOT, plant

MODEL = """
from django.db import models


class Thing(models.Model):
    name = models.CharField(max_length=10)
"""
ASK = """
import django
from django.apps import apps
from django.core.management import call_command

django.setup()
ours = [a.label for a in apps.get_app_configs() if a.name.startswith(("qulaq.", "drifting"))]
call_command("makemigrations", *ours, check=True, dry_run=True)
"""


def drift(folder: Path, settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ASK],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": f"{folder}:{ROOT / 'tests'}",
            "DATABASE_URL": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_model_is_ahead_of_its_migrations(tmp_path: Path) -> None:
    verdict = drift(tmp_path, "settings_for_tests")
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr


def test_a_model_without_a_migration_is_found(tmp_path: Path) -> None:
    plant(
        tmp_path,
        {
            "drifting/__init__.py": "",
            "drifting/models.py": MODEL,
            "drifting/migrations/__init__.py": "",
            "drifted.py": "from settings_for_tests import *\n\nINSTALLED_APPS += ['drifting']\n",
        },
    )
    verdict = drift(tmp_path, "drifted")
    assert verdict.returncode == 1
    assert "Create model Thing" in verdict.stdout
