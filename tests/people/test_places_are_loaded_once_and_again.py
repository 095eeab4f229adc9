"""The table of places is filled from the gazetteer, quickly, and filling it again changes nothing."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from people.builders import NOW
from qulaq.kernel.folding import fold
from qulaq.kernel.kato import Gazetteer
from qulaq.people.acts import load_places
from qulaq.people.models import Place

pytestmark = pytest.mark.django_db


def test_the_whole_classifier_is_loaded_in_seconds_and_a_second_time_changes_nothing() -> None:
    gazetteer = Gazetteer.official()
    began = time.perf_counter()
    first = load_places(gazetteer, at=NOW)
    assert time.perf_counter() - began < 15
    again = load_places(gazetteer, at=NOW + timedelta(days=1))
    assert (first.places, first.new, first.ended) == (len(gazetteer), len(gazetteer), 0)
    assert (again.places, again.new, again.ended) == (len(gazetteer), 0, 0)
    assert Place.objects.count() == len(gazetteer)


def test_a_place_is_named_in_both_languages_and_found_by_its_folded_name() -> None:
    load_places(Gazetteer(list(Gazetteer.official())[:3000], "part"), at=NOW)
    place = Place.objects.get(code="100000000")
    assert place.name("kk") == "Абай облысы" and "Абай" in place.name("ru")
    assert place in Place.objects.filter(folded__contains=fold("АБАЙ"))


def test_a_code_that_the_classifier_dropped_ends_and_keeps_its_row() -> None:
    units = list(Gazetteer.official())[:50]
    load_places(Gazetteer(units, "old"), at=NOW)
    loaded = load_places(Gazetteer(units[:49], "new"), at=NOW)
    assert loaded.ended == 1
    assert str(Place.objects.get(code=units[49].code).valid_to) == "2026-03-06"
