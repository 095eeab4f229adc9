"""What the text engine scores and how fast it is: `python benchmarks/text.py [--data DIR] [--messages N]`.

Prints one JSON object. Without --data only the parts that need no foreign data run (language, personal data, stems,
near-duplicates, speed). Every text here is made by rule from a seed or written by us; none is in the training set as it
stands. The ratio to scikit-learn is measured in the same run where scikit-learn is installed (it is not a dependency).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from qulaq.kernel.numbers import check_digit
from qulaq.methods.text import pii
from qulaq.methods.text.engine import Engine
from qulaq.methods.text.near import leaders
from qulaq.methods.text.pool import Pool
from qulaq.methods.text.stems import stem

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools" / "train_text"))
import corpus  # noqa: E402

GOLD = ROOT / "tests" / "methods" / "text"
STREETS = ["Сатпаева", "Желтоқсан", "Райымбек", "Ломоносова", "Достық", "Гагарина", "Төле би", "Пушкина"]
FIRST_KK, LAST_KK = (
    ["Айдос", "Гүлнар", "Мұрат", "Назгүл", "Бауыржан"],
    ["Сейітқали", "Оспанов", "Жүнісова", "Әбдірахманов"],
)
FIRST_RU, LAST_RU = ["Дмитрий", "Ольга", "Павел", "Ксения"], ["Кузнецов", "Морозова", "Лебедев", "Волкова"]


def messages(count: int, seed: int) -> list[str]:
    """Appeals of natural length: two or three of our sentences, dressed, some with personal data and places."""
    rng = random.Random(seed)  # noqa: S311
    base = [m for m in corpus.own(rng, 0) if len(m.text) > 15]
    places = [
        "Тараз",
        "Алматы қаласы",
        "Қордай ауданы",
        "город Павлодар",
        "село Мерке",
        "Шымкент",
        "ВКО",
        "Астанада",
    ]
    out = []
    for _ in range(count):
        one = rng.choice(base)
        lang = one.labels.get("lang", "ru")
        same = [one, *(rng.choice(base) for _ in range(rng.randint(0, 2)))]
        text = " ".join(corpus.dress(m, rng) for m in same if m.labels.get("lang") == lang)
        if rng.random() < 0.4:
            text = f"{rng.choice(places)}. {text}"
        if rng.random() < 0.25:
            text += " " + person(rng, lang)[0]
        out.append(text)
    return out


def iin(rng: random.Random) -> str:
    while True:
        eleven = f"{rng.randint(60, 99)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.choice('34')}{rng.randint(0, 9999):04}"  # noqa: E501
        digit = check_digit(eleven)
        if digit is not None:
            return eleven + str(digit)


def person(rng: random.Random, lang: str) -> tuple[str, str]:
    """(phrase with one piece of personal data, its type)."""
    phone = f"{rng.choice(['+7', '8'])}{rng.choice([' ', '', '-'])}7{rng.choice(['01', '05', '77', '47'])}{rng.choice([' ', ''])}{rng.randint(100, 999)}{rng.choice([' ', '-', ''])}{rng.randint(1000, 9999)}"  # noqa: E501
    street, house, flat = rng.choice(STREETS), rng.randint(1, 180), rng.randint(1, 120)
    name = (
        f"{rng.choice(LAST_KK)} {rng.choice(FIRST_KK)}"
        if lang == "kk"
        else f"{rng.choice(LAST_RU)} {rng.choice(FIRST_RU)}"
    )
    full = name + (
        f" {rng.choice(['Ержанұлы', 'Асқарқызы'])}"
        if lang == "kk"
        else f" {rng.choice(['Сергеевич', 'Ивановна'])}"
    )
    choices = [
        ("Телефоным {}" if lang == "kk" else "Мой телефон {}", phone, "PHONE"),
        ("ЖСН {}" if lang == "kk" else "ИИН {}", iin(rng), "IIN"),
        (
            "{}",
            f"{street} көшесі, {house}-үй, {flat}-пәтер"
            if lang == "kk"
            else f"улица {street}, дом {house}, кв. {flat}",
            "ADDRESS",
        ),
        ("Менің атым {}" if lang == "kk" else "Меня зовут {}", rng.choice([name, full]), "PERSON"),
        (
            "{}",
            f"{rng.choice(['aigul', 'd.omarov', 'info7'])}@{rng.choice(['mail.kz', 'gmail.com'])}",
            "EMAIL",
        ),
        (
            "нөмірі {}" if lang == "kk" else "номер машины {}",
            f"{rng.randint(100, 999)} {rng.choice(['ABC', 'KZT'.replace('T', 'B'), 'MMA'])} {rng.randint(1, 17):02}",
            "PLATE",
        ),
    ]
    frame, value, kind = rng.choice(choices)
    return frame.replace("{}", value), kind


def personal(seed: int) -> dict[str, Any]:
    """Recall and precision of personal data put into messages by rule; types must agree, spans overlap."""
    rng, hit, wanted, given, missed = random.Random(seed), 0, 0, 0, []  # noqa: S311
    plain = messages(400, seed + 1)
    clean_false = 0
    for text in plain:
        lang = "kk" if any(c in "әіңғүұқөһ" for c in text.lower()) else "ru"
        phrase, kind = person(rng, lang)
        whole = f"{corpus.russian_letters(text) if rng.random() < 0.1 else text} {phrase}"
        start = len(whole) - len(phrase)
        found = pii.find(whole)
        inside = [s for s in found if s[2] > start]
        wanted += 1
        given += len(inside)
        ok = any(s[0] == kind for s in inside)
        hit += ok
        if not ok:
            missed.append(f"{kind}: {phrase}")
    for text in NEGATIVES:
        clean_false += sum(s[0] in pii.HIDDEN for s in pii.find(text))
    return {"recall": hit / wanted, "precision": hit / max(given + clean_false, 1), "false_in_negatives": clean_false,
            "negatives": len(NEGATIVES), "missed": missed[:10]}  # fmt: skip


NEGATIVES = [
    "Звоните на горячую линию 1414 или 109, бесплатно 8 800 080 7777",
    "Заказ № 450012345678 оплачен 12.05.2026",
    "Приказ № 123 от 14 марта 2025 года, статья 76 пункт 1",
    "Тариф вырос с 1 250 до 1 480 тенге за 30 дней",
    "Өтініш № 2026-115/44 қаралуда, 15 жұмыс күні",
    "На улице Абая нет света",
    "Назарбаев университетінің студенттері",
    "Программа 7-20-25 закрыта",
    "В 2024-2025 учебном году 1200 мест",
    "Бұйрық 45-қ, 2026 жылғы 3 наурыз",
    "Скорость 100 Мбит, платим 5 990 тенге",
    "Площадь Республики перекрыта 16-17 декабря",
    "Абай атындағы мектеп жөнделді",
    "Индекс 080000, здание 2",
    "Лицевой счёт 1203345 закрыт",
    "Матч закончился 3:2, билеты 2500",
]


def stems() -> dict[str, Any]:
    joined = total = 0
    for line in (GOLD / "gold_stems_kk.txt").read_text("utf-8").splitlines():
        lemma, _, forms = line.partition(": ")
        for form in forms.split():
            total += 1
            joined += stem(form, 1.0) == stem(lemma, 1.0)
    apart = [line.split() for line in (GOLD / "gold_apart_kk.txt").read_text("utf-8").splitlines()]
    return {
        "pairs": total,
        "joined": joined / total,
        "apart": sum(stem(a, 1.0) != stem(b, 1.0) for a, b in apart) / len(apart),
    }


def languages(engine: Engine, data: Path | None, seed: int) -> dict[str, Any]:
    rng = random.Random(seed)  # noqa: S311
    held = [
        m
        for m in corpus.own(rng, 0)
        if m.labels.get("lang") in {"kk", "ru", "en"} and len(m.text.split()) > 1
    ]
    sets = {
        "short kk": [
            (m.text.lower(), "kk") for m in held if m.labels["lang"] == "kk" and len(m.text.split()) <= 4
        ],
        "short ru": [
            (m.text.lower(), "ru") for m in held if m.labels["lang"] == "ru" and len(m.text.split()) <= 4
        ],
        "kk in Russian letters": [
            (corpus.russian_letters(m.text), "kk") for m in held if m.labels["lang"] == "kk"
        ],
        "kk in Latin letters": [(corpus.latin(m.text, rng), "kk") for m in held if m.labels["lang"] == "kk"],
        "english": [(m.text, "en") for m in held if m.labels["lang"] == "en"],
    }
    kk, ru = (
        [m.text for m in held if m.labels["lang"] == lang and len(m.text.split()) > 3]
        for lang in ("kk", "ru")
    )
    sets["half kk, half ru"] = [(f"{rng.choice(kk)} {rng.choice(ru)}", "mixed") for _ in range(400)]
    sets["whole messages are not mixed"] = [
        (" ".join(rng.sample(side, 2)), name) for side, name in ((kk, "kk"), (ru, "ru")) for _ in range(200)
    ]
    out = {}
    for name, rows in sets.items():
        said = engine.enrich(pa.record_batch({"text": [t for t, _ in rows]})).column("lang").to_pylist()
        out[name] = round(sum(a == b for a, (_, b) in zip(said, rows, strict=True)) / len(rows), 4)
    return out


def hand(engine: Engine) -> dict[str, float]:
    lines = [line.split("\t") for line in (GOLD / "hand_messages.tsv").read_text("utf-8").splitlines()]
    head, rows = lines[0], [dict(zip(lines[0], r, strict=True)) for r in lines[1:]]
    said = engine.enrich(pa.record_batch({"text": [r["text"] for r in rows]})).to_pylist()
    out = {
        name: round(sum(r[name] == s[name] for r, s in zip(rows, said, strict=True)) / len(rows), 4)
        for name in head[1:5]
    }
    out["category in top 3"] = round(
        sum(r["category"] in s["category_top3"] for r, s in zip(rows, said, strict=True)) / len(rows), 4
    )
    out["danger"] = round(
        sum((r["danger"] == "yes") == s["danger"] for r, s in zip(rows, said, strict=True)) / len(rows), 4
    )
    return out


def speed(count: int) -> dict[str, Any]:
    texts = messages(count, 99)
    batch = pa.record_batch({"id": [str(i) for i in range(count)], "text": texts})
    out: dict[str, Any] = {"messages": count, "mean_characters": round(sum(map(len, texts)) / count, 1)}
    for name, engine in (("without entities", Engine(entities=False)), ("with entities", Engine())):
        began = time.process_time()
        engine.enrich(batch)
        first = time.process_time() - began
        best = min(timed(engine, batch) for _ in range(3))
        out[name] = {"messages_per_s_per_core": round(count / best), "cold_per_s": round(count / first)}
    out["by the clock"] = two_cores(texts)
    one = pa.record_batch({"text": texts[:1]})
    turns = sorted(timed(engine, one) for _ in range(200))
    out["one_message_ms"] = round(turns[100] * 1000, 3)
    try:
        out["scikit_learn_per_s"] = sklearn_speed(texts[: min(count, 4000)])
        out["ratio"] = round(
            out["without entities"]["messages_per_s_per_core"] / out["scikit_learn_per_s"], 1
        )
    except ImportError:
        out["scikit_learn_per_s"] = "not installed"
    return out


def two_cores(texts: list[str]) -> dict[str, Any]:
    """Messages a second by the clock with one and with two processes that have met the words before."""
    batches = [pa.record_batch({"text": texts[at : at + 2000]}) for at in range(0, len(texts), 2000)]
    out = {}
    for workers in (1, 2):
        with Pool(workers, entities=False) as pool:
            for _ in range(3):  # every process meets every word
                list(pool.enrich(batches))
            took = []
            for _ in range(5):
                began = time.perf_counter()
                list(pool.enrich(batches))
                took.append(time.perf_counter() - began)
        out[f"{workers} processes"] = round(len(texts) / min(took))
    return out


def timed(engine: Engine, batch: pa.RecordBatch) -> float:
    began = time.process_time()
    engine.enrich(batch)
    return time.process_time() - began


def sklearn_speed(texts: list[str]) -> float:
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import SGDClassifier

    reader = HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), n_features=1 << 18)
    model = SGDClassifier(max_iter=2, tol=None).fit(reader.transform(texts[:500]), np.arange(500) % 23)
    began = time.process_time()
    model.decision_function(reader.transform(texts))
    return round(len(texts) / (time.process_time() - began))


def near_speed(count: int) -> dict[str, Any]:
    rng = random.Random(3)  # noqa: S311
    base = messages(count // 2, 5)
    texts = [*base, *(corpus.typos(t, rng) for t in base)]
    leaders(texts[:100])
    began = time.perf_counter()
    found = leaders(texts)
    took = time.perf_counter() - began
    half = count // 2
    return {
        "texts": len(texts),
        "per_s": round(len(texts) / took),
        "copies_with_typos_joined": round(float((found[half:] < half).mean()), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--messages", type=int, default=20000)
    given = parser.parse_args()
    engine = Engine(entities=False)
    report = {
        "language": languages(engine, given.data, 1), "hand-written messages": hand(engine), "stems": stems(),
        "personal data": personal(2), "near-duplicates": near_speed(10000), "speed": speed(given.messages),
    }  # fmt: skip
    print(json.dumps(report, ensure_ascii=False, indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
