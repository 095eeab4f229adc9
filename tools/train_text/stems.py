"""Learn the Kazakh stem lexicon: `python tools/train_text/stems.py DATA`.

Word types of KazNERD and KazSAnDRA (CC BY 4.0), KZgovData (MIT), KATO names and our own sentences are split by the
grammar and given to the stem that explains most types at the least cost of endings; nouns and verbs are counted apart.
`words/lemmas_kk.txt` is our own list of common lemmas: they get a weight of their own. No other word list is used.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import corpus

from qulaq.kernel.kato import Gazetteer
from qulaq.methods.text.stems import forms, kazakh
from qulaq.methods.text.stems import lexicon as lexicons
from qulaq.methods.text.stems.endings import BARE, VOWELS
from qulaq.methods.text.stems.kazakh import PER_LETTER, UNSEEN

WORD = re.compile(r"[А-ЯЁӘІҢҒҮҰҚӨҺа-яёәіңғүұқөһ]+")
#: A stem that explains nothing but itself is kept only where the grammar finds no likely stem in it.
LONER = 1.5
Stem = tuple[str, str]
_FULL = {short: full for full, short in forms._SYNCOPE.items()}
_DEAF = {soft: deaf for deaf, soft in forms.VOICED.items()}


def texts(folder: Path) -> Iterator[str]:
    """Kazakh texts that are written with care: capitals say something in them."""
    yield from corpus.news(folder / "kaznerd_valid.iob2.txt.gz")
    yield from (m.text for m in corpus.kzgov(folder / "kzgovdata_train.csv.gz") if m.labels["lang"] == "kk")


def sentences() -> Iterator[str]:
    """Our own Kazakh sentences, some without capitals as people write."""
    for name in ("messages_1.txt", "messages_2.txt", "topics.txt", "tone.txt", "frames.txt", "danger.txt"):
        for head, entries in corpus.blocks(name):
            if head[-1] == "kk":
                yield from entries


def counts(folder: Path) -> tuple[Counter[str], set[str]]:
    """How often each word type is met, and the types that are also written small."""
    found: Counter[str] = Counter()
    small: set[str] = set()
    for text in texts(folder):
        words = WORD.findall(text)
        found.update(w.lower() for w in words)
        small.update(w for w in words if w == w.lower())
    for text in sentences():
        found.update(WORD.findall(text.lower()))
    noisy: Counter[str] = Counter()
    for m in corpus.reviews(folder):
        words = WORD.findall(m.text.lower())
        if sum(any(c in kazakh.KAZAKH_LETTERS for c in w) for w in words) * 3 >= len(words):
            noisy.update(words)
    for word, count in noisy.items():
        if word in found or (count >= 3 and any(c in kazakh.KAZAKH_LETTERS for c in word)):
            found[word] += count
    for place in Gazetteer.official():
        found.update(WORD.findall(place.kk.lower()))
    return found, small


def splits(word: str) -> Iterator[tuple[Stem, float]]:
    """((stem, n or v), score) of every reading that the grammar allows, known stem or not."""
    yield (word, "n"), -BARE
    table = lexicons.endings()
    for at in range(len(word) - 1, 1, -1):
        if word[at:] not in table:
            return
        slots, start = table[word[at:]], word[:at]
        if slots is None or not any(letter in VOWELS for letter in start):
            continue
        starts = {start, start + "й", start + "ы", start + "і", start[:-1] + "п", _FULL.get(start, start),
                  start[:-1] + _DEAF.get(start[-1], start[-1])}  # fmt: skip
        best: dict[Stem, float] = {}
        for stem in sorted(starts):
            for part in "nv":
                for look, ends in forms.of(stem, part):
                    if look == start and ends in slots:
                        best[stem, part] = max(best.get((stem, part), -math.inf), slots[ends])
        yield from best.items()


def own_lemmas() -> dict[str, str]:
    """stem -> classes of our own list; «!» after a verb: its bare stem outdoes the noun."""
    found: dict[str, list[str]] = {}
    for line in (corpus.WORDS / "lemmas_kk.txt").read_text("utf-8").splitlines():
        part, *words = line.split()
        for word in words:
            found.setdefault(word.rstrip("-!"), []).append(part + ("!" if word.endswith("!") else ""))
    return {word: " ".join(parts) for word, parts in found.items()}


def learn(words: Counter[str], own: set[Stem], turns: int = 4) -> Counter[Stem]:
    """Weight of a stem = how many word types it explains (+ 20 for a lemma of our list), by hard assignment."""
    derived = {
        (voiced, "v"): ((stem, part), cost)
        for stem, part in sorted(own)
        if part == "v"
        for voiced, cost in forms.voices(stem)
        if (voiced, "v") not in own
    }
    ways: dict[str, list[tuple[Stem, float]]] = {}
    for word in words:
        ways[word] = found = list(splits(word))
        for stem, score in tuple(found):
            if stem in derived:
                base, cost = derived[stem]
                found.append((base, score - cost))
    weights: Counter[Stem] = Counter()
    for found in ways.values():
        weights.update({stem for stem, _ in found})
    for turn in range(turns):
        for lemma in own:
            weights[lemma] += lexicons.OWN
        logs = {stem: math.log(weight + 0.3) for stem, weight in weights.items()}
        weights, gain = Counter(), 0.0
        for found in ways.values():
            score, stem = max((logs.get(s, UNSEEN - PER_LETTER * len(s[0])) + cost, s) for s, cost in found)
            weights[stem] += 1
            gain += score
        print(turn, len(weights), round(gain / len(ways), 4), file=sys.stderr)
    for lemma in own:
        weights[lemma] += lexicons.OWN
    return weights


def kept(weights: Counter[Stem], words: Counter[str], own: set[Stem]) -> Iterator[tuple[str, str, float]]:
    """The stems worth keeping: one class for each unless our list has both; no plurals, infinitives or voices."""
    verbs = {stem for stem, part in weights if part == "v" and weights[stem, part] >= 2}
    made = {forms.infinitive(v) for v in verbs}
    voiced = {one for v in sorted(verbs) for one, _ in forms.voices(v) if weights[v, "v"] > weights[one, "v"]}
    many = ("лар", "лер", "дар", "дер", "тар", "тер")
    for (stem, part), weight in sorted(weights.items()):
        other = (stem, "v" if part == "n" else "n")
        if (stem, part) not in own:
            if (weight < 2 and words[stem] < 3) or other in own or weights[other] > weight:
                continue
            if part == "n" and (stem in made or (stem.endswith(many) and weights[stem[:-3], "n"] >= 2)):
                continue
            if part == "v" and (stem in voiced or weight == weights[other]):
                continue
        yield stem, part, weight + 0.3


def main() -> None:
    words, small = counts(Path(sys.argv[1]))
    lemmas = own_lemmas()
    fixed = {word for word, parts in lemmas.items() if "x" in parts}
    own = {(word, part[0]) for word, parts in lemmas.items() for part in parts.split() if part != "x"}
    words = Counter({word: count for word, count in words.items() if word not in fixed})
    print(len(words), "word types,", len(lemmas), "lemmas of our own", file=sys.stderr)
    weights = learn(words, own)
    rows = list(kept(weights, words, own))
    sure = lexicons.Lexicon.of((stem, part, weight, True) for stem, part, weight in rows if weight > LONER)
    rows = [row for row in rows if row[2] > LONER or kazakh.best(row[0], sure)[1] == -math.inf]
    known = lexicons.Lexicon.of((stem, part, weight, True) for stem, part, weight in rows)
    ordinary = set(lemmas) | {kazakh.best(word, known)[0] for word in small}
    lines = [f"{word}\tx\t{lexicons.OWN + 0.3}\to" for word in sorted(fixed)]
    for stem, part, weight in rows:
        strong = "!" if f"{part}!" in lemmas.get(stem, "") else ""
        usual = "o" if stem in ordinary or forms.infinitive(stem) in ordinary else "p"
        lines.append(f"{stem}\t{part}{strong}\t{weight:.1f}\t{usual}")
    with lexicons.FILE.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(("\n".join(sorted(lines)) + "\n").encode())


if __name__ == "__main__":
    main()
