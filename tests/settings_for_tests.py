"""The settings of the product, with what a test run must not share with a real installation.

Everything else is `qulaq.settings` as it stands; DATABASE_URL and CACHE_URL choose the services as ever.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "known to everybody, good only for tests, and long enough")
if "QULAQ_VAR" not in os.environ:
    os.environ["QULAQ_VAR"] = tempfile.mkdtemp(prefix="qulaq-tests-")
    atexit.register(shutil.rmtree, os.environ["QULAQ_VAR"], ignore_errors=True)

from qulaq.settings import *  # noqa: F403
from qulaq.settings import CACHES, STORAGES

# Workers of one run share one Redis: each keeps its own keys.
CACHES["default"]["KEY_PREFIX"] = f"tests-{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"

# A figure that was right for the test before is wrong for the next.
FIGURES_SECONDS = 0

# WhiteNoise looks for the folder of gathered files at start.
Path(os.environ["QULAQ_VAR"], "static").mkdir(parents=True, exist_ok=True)

# Tests read static files from the source tree; a real installation gathers and fingerprints them first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# Each test has a fresh database, so a fresh log: a witness shared by all would see forks. Who needs one names it.
LEDGER_WITNESS_FILE = ""
