"""What every test stands on: a steady Hypothesis, the data folder, and services asked for by name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from people_of_the_story import Story

# Machines differ in speed: no deadline. In CI the same examples come every time; at home new ones do.
settings.register_profile("home", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("home"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "home")


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder that QULAQ_DATA names; a test that asks for it is marked `data`."""
    named = os.environ.get("QULAQ_DATA")
    if not named:
        pytest.skip("QULAQ_DATA is not set: NOT CHECKED against the big data")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"QULAQ_DATA names {named}, which is not a folder")
    return folder


@pytest.fixture
def story(db: None) -> Story:
    """The village and its people; read `people_of_the_story`."""
    from people_of_the_story import told

    return told()


@pytest.fixture
def village(story: Story) -> Story:
    """The same village after a while: letters in every state; read `matters_of_the_story`."""
    from matters_of_the_story import lived_in

    return lived_in(story)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `services` run on PostgreSQL and Redis only, and say so where those are not given."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres") and os.environ.get("CACHE_URL"):
        return
    for item in items:
        if item.get_closest_marker("services"):
            item.add_marker(
                pytest.mark.skip(reason="needs DATABASE_URL=postgres://… and CACHE_URL=redis://…")
            )
