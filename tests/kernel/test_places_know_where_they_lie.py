from __future__ import annotations

import gzip
import re
from importlib.resources import files

import pytest

from qulaq.kernel.errors import BadInput
from qulaq.kernel.folding import unmixed
from qulaq.kernel.kato import Gazetteer, level_of, read

OFFICIAL = Gazetteer.official()


def test_there_are_twenty_regions_and_everything_lies_in_one() -> None:
    regions = OFFICIAL.regions()
    assert len(regions) == 20
    assert [place.kk for place in regions][-3:] == ["Астана", "Алматы", "Шымкент"]
    for place in OFFICIAL:
        path = OFFICIAL.path(place.code)
        assert path[0].level == "region"
        assert path[-1] is place
        assert [OFFICIAL.contains(outer.code, place.code) for outer in path] == [True] * len(path)
    assert len(OFFICIAL) == 15594


def test_a_village_is_shown_with_its_district_and_region() -> None:
    path = OFFICIAL.path("313644100")
    assert [place.name("ru") for place in path] == [
        "Жамбылская область",
        "Байзакский район",
        "Кокталский сельский округ",
        "село Коктал",
    ]
    assert [place.name("kk") for place in path] == [
        "Жамбыл облысы",
        "Байзақ ауданы",
        "Көктал ауылдық округі",
        "Көктал ауылы",
    ]
    assert [place.level for place in path] == ["region", "district", "okrug", "settlement"]
    assert (path[-1].ru, path[-1].kk, path[-1].name("en")) == ("Коктал", "Көктал", "Көктал ауылы")


def test_city_districts_lie_in_their_city_though_the_code_between_is_missing() -> None:
    almaly = OFFICIAL.get("751110000")
    assert almaly is not None
    assert almaly.parent == "750000000"
    assert almaly in OFFICIAL.children("750000000")
    assert OFFICIAL.contains("750000000", "751110000")
    assert not OFFICIAL.contains("710000000", "751110000")


def test_children_and_parent_agree() -> None:
    for place in OFFICIAL:
        assert all(child.parent == place.code for child in OFFICIAL.children(place.code))
    assert sum(len(OFFICIAL.children(place.code)) for place in OFFICIAL) + 20 == len(OFFICIAL)


def test_an_unknown_code_is_nowhere() -> None:
    assert OFFICIAL.get("999999999") is None
    assert OFFICIAL.path("999999999") == ()
    assert OFFICIAL.children("999999999") == ()
    assert not OFFICIAL.contains("999999999", "310000000")


def test_the_level_is_told_by_the_code() -> None:
    assert [level_of(code) for code in ("310000000", "313600000", "313644000", "313644100")] == [
        "region",
        "district",
        "okrug",
        "settlement",
    ]


def test_names_are_clean() -> None:
    """Known defects of the export: an old font, mixed alphabets, cut type words, doubled spaces."""
    for place in OFFICIAL:
        for name in (place.name("ru"), place.name("kk")):
            assert name == " ".join(unmixed(word) for word in name.split())
            assert not re.search(r'[ўЎќЌ"]', name)
    for code, kk in (("103441417", "Көлбұлағы ауылы"), ("475220100", "Форт-Шевченко қаласы")):
        found = OFFICIAL.get(code)
        assert found is not None
        assert found.name("kk") == kk


def test_a_code_that_ended_is_got_with_its_successors_and_no_longer_found() -> None:
    gazetteer = read(
        "# test\ncode,ru,ru_form,kk,kk_form,valid_from,valid_to,successors\n"
        "310000000,Жамбылская,_ область,Жамбыл,_ облысы,,,\n"
        "319900000,Старый,_ район,Ескі,_ ауданы,1990-01-01,2022-06-08,313600000 313800000\n"
        "319930000,Село,_ с.о.,Ауылдағы,_ а.о.,,,\n"
    )
    old = gazetteer.get("319900000")
    assert old is not None
    assert old.successors == ("313600000", "313800000")
    assert str(old.valid_to) == "2022-06-08"
    assert gazetteer.search("Ескі") == []
    assert [place.code for place in gazetteer.search("Жамбыл, Ауылдағы")] == ["319930000"]


def test_a_table_without_its_edition_is_refused() -> None:
    with pytest.raises(BadInput, match="the first line must name the edition"):
        read("code,ru\n")


def test_the_file_names_the_edition_of_the_classifier() -> None:
    packed = files("qulaq.kernel").joinpath("data", "kato.csv.gz").read_bytes()
    assert gzip.decompress(packed).startswith(b"# NK RK 11-2025, 2026-07-17\n")
    assert OFFICIAL.version == "NK RK 11-2025, 2026-07-17"
