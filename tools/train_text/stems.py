"""Learn the Kazakh stem lexicon: `python tools/train_text/stems.py DATA`.

Word types of KazNERD and KazSAnDRA (CC BY 4.0), KZgovData (MIT), KATO names and our own sentences are split by the
grammar and given to the stem that explains most types at the least cost of endings. `words/lemmas_kk.txt`
is our own list of common lemmas: they get a weight of their own. No other word list is used.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from pathlib import Path

import corpus

from qulaq.kernel.kato import Gazetteer
from qulaq.methods.text.stems import kazakh

WORD = re.compile(r"[а-яёәіңғүұқөһ]+")


def counts(folder: Path) -> Counter[str]:  # noqa: C901
    found: Counter[str] = Counter()
    for text in corpus.news(folder / "kaznerd_valid.iob2.txt.gz"):
        found.update(WORD.findall(text.lower()))
    for m in corpus.kzgov(folder / "kzgovdata_train.csv.gz"):
        if m.labels["lang"] == "kk":
            found.update(WORD.findall(m.text.lower()))
    for name in ("messages_1.txt", "messages_2.txt", "topics.txt", "tone.txt", "frames.txt", "danger.txt"):
        for head, entries in corpus.blocks(name):
            if head[-1] == "kk":
                for text in entries:
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
        for word in WORD.findall(place.kk.lower()):
            found[word] += 1
    return found


def learn(words: Counter[str], lemmas: set[str], turns: int = 4) -> dict[str, float]:
    """Weight of a stem = how many word types it explains (+ 20 for a lemma of our list), by hard assignment."""
    splits = {w: list(kazakh.splits(w)) for w in words}
    weights: Counter[str] = Counter()
    for ways in splits.values():
        weights.update({stem for stem, _ in ways})
    for turn in range(turns):
        for lemma in lemmas:
            weights[lemma] += 20
        known = kazakh.Lexicon.of({s: c + 0.3 for s, c in weights.items()})
        weights, gain = Counter(), 0.0
        for ways in splits.values():
            score, stem = max((known.stem_score(stem) + kazakh.path_score(path), stem) for stem, path in ways)
            weights[stem] += 1
            gain += score
        print(turn, len(weights), round(gain / len(splits), 4), file=sys.stderr)
    for lemma in lemmas:
        weights[lemma] += 20
    kept = {s: c + 0.3 for s, c in weights.items() if c >= 2 or words[s] >= 3}
    many = ("лар", "лер", "дар", "дер", "тар", "тер")
    return {
        s: c for s, c in kept.items() if s in lemmas or not (s.endswith(many) and kept.get(s[:-3], 0) >= 2)
    }


def main() -> None:
    words = counts(Path(sys.argv[1]))
    lemmas = set((corpus.WORDS / "lemmas_kk.txt").read_text("utf-8").split())
    print(len(words), "word types,", len(lemmas), "lemmas of our own", file=sys.stderr)
    lines = [f"{stem}\t{weight:.1f}" for stem, weight in sorted(learn(words, lemmas).items())]
    with kazakh.LEXICON.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main()
