"""Every type of the contract in both languages, checksums, and what must be left alone."""

from __future__ import annotations

import pytest

from qulaq.methods.text import pii

FOUND = [
    ("Меня зовут Кузнецов Павел Ильич, перезвоните", "PERSON", "Кузнецов Павел Ильич"),
    ("Жалоба от Морозовой Ольги Сергеевны", "PERSON", "Морозовой Ольги Сергеевны"),
    ("Мен, Оспанова Назгүл Ержанқызы, өтінемін", "PERSON", "Оспанова Назгүл Ержанқызы"),
    ("көршіміз Бауыржан мырза түнде шулайды", "PERSON", "Бауыржан"),
    ("Заявитель: Лебедев К.О.", "PERSON", "Лебедев К.О."),
    ("дәрігер Айгүл Сейтқалиева қабылдамады", "PERSON", "Айгүл Сейтқалиева"),
    ("звоните +7 (747) 555-12-34 вечером", "PHONE", "+7 (747) 555-12-34"),
    ("нөмірім 87471234567", "PHONE", "87471234567"),
    ("тел. 54-32-10", "PHONE", "54-32-10"),
    ("почта d.omarov@mail.kz", "EMAIL", "d.omarov@mail.kz"),
    ("ИИН 850101300121 проверьте", "IIN", "850101300121"),
    ("ЖСН: 850101 300121", "IIN", "850101 300121"),
    ("карта 4400 4301 2345 6785", "CARD", "4400 4301 2345 6785"),
    ("счёт KZ86 125K ZT50 0410 0100", "IBAN", "KZ86 125K ZT50 0410 0100"),
    ("живу ул. Сатпаева 12, кв 45", "ADDRESS", "ул. Сатпаева 12, кв 45"),
    ("Желтоқсан көшесі, 7-үй, 15-пәтерде тұрамын", "ADDRESS", "Желтоқсан көшесі, 7-үй, 15-пәтерде"),
    ("6 мкр, 12 дом, кв 45", "ADDRESS", "6 мкр, 12 дом, кв 45"),
    ("машина 123 ABC 08 стоит на газоне", "PLATE", "123 ABC 08"),
    ("ТОО БИН 150240012345", "BIN", "150240012345"),
    ("Аким района Ахметов Ерлан обещал", "OFFICIAL", "Ахметов Ерлан"),
]


@pytest.mark.parametrize(("text", "kind", "span"), FOUND)
def test_is_found(text: str, kind: str, span: str) -> None:
    assert (kind, span) in [(k, text[a:b]) for k, a, b in pii.find(text)]


LEFT = [
    "бұл ӘРПК-нің 89-бабында жазылған, ӘРПК бойынша жауап беріңіз",
    "Б. Момышұлы ауылында жолда жарық жоқ",
    "ЦОН не работает, АППК статья 76",
    "горячая линия 1414, 109, 8 800 080 7777",
    "заказ № 450012345678 оплачен",
    "статья 76, пункт 1, приказ №45 от 12.05.2026",
    "тариф 1 250 тенге, 30 дней, 100 Мбит",
    "на улице Абая нет света",
    "Назарбаев университетінің студенттері",
    "Абай атындағы мектеп",
    "2024-2025 оқу жылы, 1200 орын",
    "Магазин закрыт, домов много",
]


@pytest.mark.parametrize("text", LEFT)
def test_is_left_alone(text: str) -> None:
    assert [s for s in pii.find(text) if s[0] in pii.HIDDEN] == []


def test_redaction_keeps_the_type_and_the_rest() -> None:
    text = "Павел Кузнецов, ИИН 850101300121, ТОО с БИН 150240012345"
    said = pii.redacted(text, pii.find(text))
    assert said == "[PERSON], ИИН [IIN], ТОО с БИН 150240012345"


def test_an_official_is_recognised_and_not_hidden() -> None:
    text = "Министр Гүлнар Оспанова не ответила"
    spans = pii.find(text)
    assert [s[0] for s in spans] == ["OFFICIAL"] and pii.redacted(text, spans) == text


def test_no_valid_iin_is_missed_whatever_stands_around_it() -> None:
    from qulaq.kernel.numbers import check_digit

    for serial in range(0, 9999, 37):
        eleven = f"90{serial % 12 + 1:02}{serial % 28 + 1:02}3{serial:04}"
        digit = check_digit(eleven)
        if digit is not None:
            for frame in ("{}", "№{}", "номер {}.", "({})", "жсн:{},"):
                assert any(k == "IIN" for k, _, _ in pii.find(frame.replace("{}", eleven + str(digit)))), (
                    frame,
                    eleven,
                )
