"""Training messages: our own sentences, topics and frames, mixed with greetings, places and the noise of real typing.

Every sentence in `words/` was written for this project (Apache-2.0). KZgovData (MIT) adds bilingual appeals,
KazSAnDRA (CC BY 4.0) reviews, KazNERD (CC BY 4.0) plain news sentences. A message carries only the labels it is known
to have; each task is trained on the messages that carry its label.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

WORDS = Path(__file__).parent / "words"

#: Weight of a KZgovData appeal beside our own sentences: there are few, and they are whole letters.
KZGOV = 12.0

CATEGORY_OF = {
    "дороги": "roads", "образование": "education", "интернет": "telecom", "соцподдержка": "social",
    "коррупция": "corruption", "экология": "ecology", "медицина": "health", "полиция": "safety",
    "общественный транспорт": "transport",
}  # fmt: skip


@dataclass(slots=True)
class Message:
    """One training text with what is known about it; `group` keeps variants of one text on one side of a split."""

    text: str
    group: str
    labels: dict[str, str] = field(default_factory=dict)
    weight: float = 1.0


def blocks(name: str) -> Iterator[tuple[list[str], list[str]]]:
    """(words of the header, entries) of one file in `words/`: entries stand one a line or between semicolons."""
    head: list[str] = []
    entries: list[str] = []
    for line in (WORDS / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            if entries:
                yield head, entries
            head, entries = line[1:].split(), []
        elif line.strip():
            entries.extend(part.strip() for part in line.split(";") if part.strip())
    if entries:
        yield head, entries


def housing_or(text: str) -> str:
    """KZgovData's «ЖКХ» by content: urban, housing or utilities (both languages of a row are looked at together)."""
    low = text.lower()
    if re.search(r"собак|иттер", low):
        return "animals"
    if re.search(r"трубы? |труб |подвале про|вод[аыу]\b|тепл|батаре|отоплен|мусорн\w+ конт|контейнер|канализ|газ\b|"
                 r"трансформ|электричес|напор|счётчик|счетчик|тариф|вывоз|авариен|пар\b", low):  # fmt: skip
        return "utilities"
    if re.search(
        r"лифт|подъезд|крыш[аи] |потол|осИ\b|оси |кск|пик\b|подвал|фасад|домофон|стен[аы]|фундамент", low
    ):
        return "housing"
    if re.search(r"двор|площадк|фонар|скаме|парк|дерев|газон|освещен|тротуар|люк|саду|сквер|улиц|дорог", low):
        return "urban"
    return "housing"


def kzgov(path: Path) -> list[Message]:
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code = CATEGORY_OF.get(row["category"]) or housing_or(row["text_ru"] + " ")
            group = re.sub(r"\W+", " ", row["text_ru"].lower()).strip()
            for lang, column in (("kk", "text_kz"), ("ru", "text_ru")):
                labels = {"lang": lang, "category": code, "toxic": "no", "danger": "no", "from": "kzgov"}
                if row[column].rstrip().endswith("?"):
                    labels |= {"kind": "consultation"}
                out.append(Message(row[column], group, labels, KZGOV))
            out.append(Message(row["reply_text"], group, {"lang": "ru", "toxic": "no"}))
    return out


def reviews(folder: Path) -> list[Message]:
    """KazSAnDRA rows once each, with `polarity` and `score5` where known, the id as group.

    A row of a validation file, which keeps the natural mix, carries that file's name as a label.
    """
    found: dict[str, Message] = {}
    for name in ("pc_train", "pc_valid", "sc_train", "sc_valid"):
        with gzip.open(folder / f"kazsandra_{name}.csv.gz", "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                one = found.setdefault(row["custom_id"], Message(row["text"], row["custom_id"]))
                if name.endswith("valid"):
                    one.labels[name] = "yes"
                if name.startswith("pc"):
                    one.labels["polarity"] = row["label"]
                else:
                    one.labels["score5"] = row["label"]
                    if row["label"] != "2":
                        one.labels["polarity"] = str(int(int(row["label"]) > 2))
    return list(found.values())


def news(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        whole = file.read()
    return [
        " ".join(line.split()[0] for line in part.splitlines() if line.strip())
        for part in whole.split("\n\n")
    ]


PROBLEMS = {"complaint", "incident", "request"}


def natural() -> list[Message]:
    """Messages as people really write them, with every label in the header of their block; the file is the category."""
    out = []
    for path in sorted((WORDS / "messages").glob("*.txt")):
        code = path.stem
        head: list[str] = []
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("# "):
                head = line[2:].split()
            elif line.strip():
                lang, kind, feeling, toward, urgency, flags = head
                if urgency == "low" and kind in PROBLEMS:
                    urgency = "medium"  # somebody has to act; low is for questions, ideas and thanks
                toward = "none" if toward == "neu" else toward  # an office that is only addressed
                labels = {"kind": kind, "sentiment": feeling, "toward_authority": toward, "urgency": urgency,
                          "toxic": "yes" if "toxic" in flags else "no",
                          "danger": "yes" if "danger" in flags else "no"}  # fmt: skip
                labels |= {} if code in {"toxic", "tone"} else {"category": code, "from": "own"}
                labels |= {} if lang == "mixed" else {"lang": lang}
                out.append(Message(line.strip(), line.strip(), labels))
    return out


def lexicon(rng: random.Random) -> list[Message]:
    """Words and phrases of each category, alone and by two: the vocabulary that no message of ours happens to use."""
    out = []
    for path in sorted((WORDS / "lexicon").glob("*.txt")):
        for head, entries in blocks(f"lexicon/{path.name}"):
            labels = {"category": path.stem, "lang": head[0]}
            shuffled = rng.sample(entries, len(entries))
            pairs = [f"{a} {b}" for a, b in zip(entries, shuffled, strict=True)]
            out += [Message(text, text, labels) for text in entries + pairs]
    return out


def dangers() -> list[Message]:
    """Messages about a person in danger now (1), and others with the same words (0)."""
    out = []
    for path in sorted((WORDS / "messages").glob("danger_*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            yes, _, text = line.partition("\t")
            labels = {"danger": "yes" if yes == "1" else "no"} | ({"urgency": "high"} if yes == "1" else {})
            labels |= {} if "other" in path.stem else {"lang": path.stem[7:9]}
            out.append(Message(text, text, labels))
    return out


def worn(messages: list[Message], rng: random.Random) -> list[Message]:
    """The messages, and each once more as another hand would type it, at half the weight."""
    copies = [Message(retyped(m.text, m.labels.get("lang"), rng), m.group, m.labels, m.weight / 2) for m in messages]
    return messages + copies


def retyped(text: str, lang: str | None, rng: random.Random) -> str:
    """A greeting (people of every mood greet), typos, Russian or Latin letters, small letters, no full stops: some."""
    if lang in _GREET and rng.random() < 0.35:
        text = f"{rng.choice(_GREET[lang])} {text}"
    if rng.random() < 0.3:
        text = typos(text, rng)
    if lang == "kk" and rng.random() < 0.35:
        text = russian_letters(text)
    if lang in {"kk", "ru"} and rng.random() < 0.12:
        text = latin(text, rng)
    if rng.random() < 0.4:
        text = text.lower()
    return re.sub(r"[.,!?;:]", "", text) if rng.random() < 0.3 else text


TOWARD = {"thanks": "pos", "request": "neu"}
URGENCY = {"incident": "medium", "consultation": "low", "suggestion": "low", "thanks": "low", "other": "low",
           "rumour": "low", "complaint": "medium", "request": "medium"}  # fmt: skip
FEELING = {"complaint": "neg", "incident": "neg", "thanks": "pos", "consultation": "neu", "suggestion": "neu",
           "request": "neu", "other": "neu", "rumour": "neu"}  # fmt: skip
OFFICE = re.compile(
    r"аким|әкім|чиновник|шенеунік|власт|билік|билг|министр|полиц|цон|хқк|комитет|водоканал|су арнасы|кск|пик|оси|миб",
    re.I,
)


def labels_for(code: str, kind: str, lang: str, text: str) -> dict[str, str]:
    made = {"lang": lang, "category": code, "kind": kind, "sentiment": FEELING[kind], "toxic": "no"}
    if code != "emergency" and kind != "incident":
        made["danger"] = "no"
    made["urgency"] = "high" if code == "emergency" and kind == "incident" else URGENCY[kind]
    if kind == "complaint":
        made["toward_authority"] = "neg" if OFFICE.search(text) else "none"
    elif kind in {"incident", "other", "rumour", "consultation", "suggestion"}:
        made["toward_authority"] = "none"
    return made


def own(rng: random.Random, copies: int) -> list[Message]:  # noqa: C901
    """Our sentences and frames, each in `copies` dressings."""
    base: list[Message] = []
    topics: dict[tuple[str, str], list[str]] = {}
    for (code, lang), entries in ((tuple(head), entries) for head, entries in blocks("topics.txt")):
        topics[code, lang] = entries
        base += [Message(t, t, {"category": code, "lang": lang}, 0.7) for t in entries]
    for (code, lang), entries in ((tuple(head), entries) for head, entries in blocks("lexicon.txt")):
        if code != "other" and code != "rumour":
            topics[code, lang] = [*topics.get((code, lang), []), *entries]
        base += [Message(t, t, {"category": code, "lang": lang}, 1.0) for t in entries]
        for _ in range(len(entries)):
            several = " ".join(rng.sample(entries, 2))
            base.append(Message(several, several, {"category": code, "lang": lang}, 0.7))
    for name in ("messages_1.txt", "messages_2.txt"):
        for (code, kind, lang), entries in ((tuple(head), e) for head, e in blocks(name)):
            base += [Message(t, t, labels_for(code, kind, lang, t)) for t in entries]
    for (code, kind), entries in ((tuple(head), e) for head, e in blocks("english.txt")):
        base += [Message(t, t, labels_for(code, kind, "en", t)) for t in entries]
    for (kind, feeling, toward, lang), entries in ((tuple(head), e) for head, e in blocks("frames.txt")):
        for (code, other), nouns in topics.items():
            if other == lang:
                for frame in rng.sample(entries, k=min(4, len(entries))):
                    noun = rng.choice(nouns)
                    labels = {"lang": lang, "category": code, "kind": kind, "sentiment": feeling, "toxic": "no",
                              "toward_authority": toward, "urgency": "low", "danger": "no"}  # fmt: skip
                    base.append(Message(frame.replace("{x}", noun), noun, labels))
    for (feeling, toward, lang), entries in ((tuple(head), e) for head, e in blocks("tone.txt")):
        for text in entries:
            labels = {
                "lang": lang,
                "sentiment": feeling,
                "toward_authority": toward,
                "toxic": "no",
                "danger": "no",
            }
            base.append(Message(text, text, labels, 2.0))
    for (danger, lang), entries in ((tuple(head), e) for head, e in blocks("danger.txt")):
        yes = danger == "danger"
        for text in entries:
            labels = {"lang": lang, "danger": "yes" if yes else "no", "toxic": "no"}
            if yes:
                labels |= {"urgency": "high", "category": "emergency", "kind": "incident", "sentiment": "neg"}
            base.append(Message(text, text, labels))
    for (rude, lang), entries in ((tuple(head), e) for head, e in blocks("toxic.txt")):
        labels = {"lang": lang, "toxic": "yes" if rude == "toxic" else "no"}
        base += [Message(t, t, labels) for t in entries]
    out = list(base)
    for one in base:
        for _ in range(copies):
            out.append(Message(dress(one, rng), one.group, one.labels, one.weight / 2))
    return out


_GREET = {head[0]: entries for head, entries in blocks("greetings.txt")}
_END = {head[0]: entries for head, entries in blocks("endings.txt")}
_RUSSIAN_LETTERS = str.maketrans("әіңғүұқөһӘІҢҒҮҰҚӨҺ", "аингуукохАИНГУУКОХ")
ROMAN = [
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһё", ["a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k",
         "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "c", "ch", "sh", "sh", "", "y", "", "e", "yu", "ya",
         "a", "i", "n", "g", "u", "u", "k", "o", "h", "e"], strict=True)),
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһё", ["a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "k",
         "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "shch", "", "y", "", "e", "iu",
         "ia", "á", "i", "ń", "ǵ", "ú", "u", "q", "ó", "h", "io"], strict=True)),
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһё", ["a", "b", "v", "g", "d", "e", "j", "z", "i", "y", "k",
         "l", "m", "n", "o", "p", "r", "s", "t", "w", "f", "kh", "ts", "ch", "ş", "ş", "", "y", "", "e", "yw", "ya",
         "ä", "i", "ñ", "ğ", "ü", "ū", "q", "ö", "h", "yo"], strict=True)),
]  # fmt: skip


def russian_letters(text: str) -> str:
    return text.translate(_RUSSIAN_LETTERS)


def latin(text: str, rng: random.Random) -> str:
    table = rng.choice(ROMAN)
    return "".join(table.get(c, c) for c in text.lower())


def typos(text: str, rng: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 40)):
        at = rng.randrange(max(len(letters) - 1, 1))
        turn = rng.random()
        if turn < 0.4:
            letters[at] = ""
        elif turn < 0.7 and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] *= 2
    return "".join(letters)


def dress(one: Message, rng: random.Random) -> str:
    """One of many ways in which a person would really send the same words."""
    text, lang = one.text, one.labels.get("lang", "ru")
    if rng.random() < 0.35:
        text = f"{rng.choice(_GREET[lang])} {text}"
    if rng.random() < 0.4:
        text = f"{text}{rng.choice(['.', ',', '!', ' '])} {rng.choice(_END[lang])}"
    if rng.random() < 0.25:
        text = typos(text, rng)
    if lang == "kk" and rng.random() < 0.3:
        text = russian_letters(text)
    if lang != "en" and rng.random() < 0.12:
        text = latin(text, rng)
    if rng.random() < 0.4:
        text = text.lower()
    if rng.random() < 0.3:
        text = re.sub(r"[.,!?;:]", "", text)
    if rng.random() < 0.1:
        text += "!!!"
    return text


def plain_words(rng: random.Random, count: int) -> list[Message]:
    """Chains of common words, so that short messages of any topic are still Russian or English."""
    out = []
    for lang, name in (("ru", "russian_words.txt"), ("en", "english_words.txt")):
        bag = (WORDS / name).read_text("utf-8").split()
        for number in range(count):
            text = " ".join(rng.choices(bag, k=rng.randint(1, 8)))
            if lang == "ru" and rng.random() < 0.1:
                text = latin(text, rng)
            out.append(Message(text, f"{lang}{number}", {"lang": lang}))
    return out


def windows(text: str, rng: random.Random) -> str:
    """A run of one to four words of a text: what the mixed-language vote looks at."""
    words = text.split()
    size = rng.randint(1, 4)
    at = rng.randrange(max(len(words) - size, 0) + 1)
    return " ".join(words[at : at + size])
