"""`qulaq migrate`: tables, static files and places, brought to what this version needs; safe to repeat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from qulaq.kernel.errors import BadInput
from qulaq.kernel.kato import Gazetteer
from qulaq.people.acts import load_places


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was done: migrations applied, static files gathered, places known and new among them."""

    applied: tuple[str, ...]
    static: int
    places: int
    new_places: int


def waiting_migrations() -> tuple[str, ...]:
    """Migrations of this version that the database has not seen yet, in order. BadInput when it does not answer."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        reason = str(error).partition("\n")[0]
        raise BadInput(f"the database does not answer: {reason}", field="DATABASE_URL") from error
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _backwards in plan)


def prepare(*, at: datetime) -> Prepared:
    """Bring the database and the folder of static files to this version."""
    applied = waiting_migrations()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    loaded = load_places(Gazetteer.official(), at=at)
    return Prepared(applied, len(gathered()), loaded.places, loaded.new)


def gathered() -> dict[str, str]:
    """Static files under the names that browsers ask for; empty where nobody gathered them yet."""
    if not settings.STATIC_ROOT.is_dir():
        return {}
    named = getattr(staticfiles_storage, "load_manifest", None)
    return dict(named()[0]) if named else {}
