from __future__ import annotations

from xml.etree import ElementTree

import pytest

from qulaq.kernel.kato import Gazetteer
from qulaq.kernel.svg import Tile, short_name, tile_map
from qulaq.kernel.tilemap import TILES

REGIONS = Gazetteer.official().regions()


def test_all_twenty_regions_have_a_tile_of_their_own() -> None:
    assert {place.code[:2] for place in REGIONS} == set(TILES)
    assert len(set(TILES.values())) == 20


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_short_names_are_three_letters_and_all_different(language: str) -> None:
    shorts = {short_name(place.code, language) for place in REGIONS}
    assert len(shorts) == 20
    assert {len(short) for short in shorts} == {3}


def test_short_names_belong_to_their_regions() -> None:
    known = {
        "310000000": "ЖАМ",
        "190000000": "АЛО",
        "750000000": "АЛМ",
        "590000000": "СҚО",
        "620000000": "ҰЛЫ",
    }
    assert {code: short_name(code, "kk") for code in known} == known
    for place in REGIONS:
        short = short_name(place.code, "kk")
        assert short[0] == place.kk[0].upper()


def test_a_tile_is_a_link_that_says_its_name_and_number() -> None:
    tiles = {
        p.code: Tile(short_name(p.code, "kk"), p.name("kk"), "91 %", "b", f"/r/{p.code}") for p in REGIONS
    }
    drawn = ElementTree.fromstring(tile_map(tiles, title="Жиырма өңір"))
    assert drawn.attrib["aria-label"] == "Жиырма өңір"
    titles = {link.attrib["href"]: link.findtext("title") for link in drawn.iter("a")}
    assert len(titles) == 20
    assert titles["/r/310000000"] == "ЖАМ 91 %: Жамбыл облысы"


def test_a_region_without_a_number_stays_empty() -> None:
    one = {"310000000": Tile("ЖАМ", "Жамбыл <облысы>", "91", "d")}
    drawn = tile_map(one, title="t")
    assert drawn.count("<rect") == 1
    assert '<g class="d">' in drawn
    assert "&lt;облысы&gt;" in drawn


def test_a_code_that_is_no_region_is_refused() -> None:
    with pytest.raises(ValueError, match="no region on the map for 990000000"):
        tile_map({"990000000": Tile("x", "x", "1", "a")}, title="t")
