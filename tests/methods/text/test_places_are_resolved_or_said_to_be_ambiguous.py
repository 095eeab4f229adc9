"""KATO codes from running text: cases, old names, abbreviations, streets, context, ambiguity."""

from __future__ import annotations

import pytest

from qulaq.methods.text import places

RESOLVED = [
    ("Таразда жол нашар", "311010000"),
    ("в Усть-Каменогорске темно", "631010000"),
    ("Алматинской области не хватает воды", "190000000"),
    ("Алматыда қар көп", "750000000"),
    ("БҚО тұрғынымын", "270000000"),
    ("из ВКО пишу", "630000000"),
    ("Нур-Султан вырос", "710000000"),
    ("живу в Чимкенте", "790000000"),
    ("Қордай ауданының әкімі", "314800000"),
    ("село Мерке", "315430100"),
    ("Солтүстік Қазақстан облысында", "590000000"),
    ("Қарағанды қаласының тұрғыны", "351010000"),
    ("taraz qalasynda", "311010000"),
]


@pytest.mark.parametrize(("text", "code"), RESOLVED)
def test_is_resolved(text: str, code: str) -> None:
    (found,) = places.find(text)
    assert (found.status, found.kato) == ("resolved", (code,))


@pytest.mark.parametrize(
    "text",
    [
        "Абай көшесінде жарық жоқ",
        "на улице Толе би",
        "проспект Назарбаева",
        "Жамбыл Жабаев ақын",
        "мкр Самал",
    ],
)
def test_a_street_or_a_person_is_no_place(text: str) -> None:
    assert places.find(text) == []


@pytest.mark.parametrize("text", ["село Кызылжар", "Жамбыл ауылы", "Бірлік ауылында"])
def test_a_common_name_is_ambiguous(text: str) -> None:
    (found,) = places.find(text)
    assert found.status == "ambiguous" and len(found.kato) > 3


def test_context_in_the_message_settles_a_common_name() -> None:
    region, district = places.find("Жамбыл облысы Жамбыл ауданы")
    assert (region.kato, district.kato) == (("310000000",), ("314000000",))


def test_the_senders_region_settles_a_common_name() -> None:
    assert places.find("Жамбыл ауданы")[0].status == "ambiguous"
    (found,) = places.find("Жамбыл ауданы", region="590000000")
    assert (found.status, found.kato) == ("resolved", ("594600000",))
