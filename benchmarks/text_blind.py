"""Scores of the text engine on blind sets: `python benchmarks/text_blind.py [FOLDER …] [--show]`.

Each folder below `tests/methods/text/blind` was written by an examiner who saw the contract and nothing of the engine:
messages with labels, dangers, marked personal data, places, forms of words, answers. `first` has since been looked at
while the engine was mended; `second` has only been scored. `--show` prints every miss.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from qulaq.methods.text.answers import judge
from qulaq.methods.text.engine import Engine, language_of
from qulaq.methods.text.stems import stem

SETS = Path(__file__).resolve().parent.parent / "tests" / "methods" / "text" / "blind"
MARK = re.compile(r"\[\[([A-Z]+)\|(.*?)\]\]", re.S)
LABELS = ("lang", "script", "category", "kind", "sentiment", "toward_authority", "urgency", "toxic")
Row = dict[str, Any]


class Examination:
    """One folder of questions, one engine, and whether misses are shown."""

    def __init__(self, folder: Path, engine: Engine, show: bool) -> None:
        self.folder, self.engine, self.show = folder, engine, show

    def rows(self, name: str) -> list[Row]:
        return [json.loads(line) for line in (self.folder / name).read_text("utf-8").splitlines() if line.strip()]

    def read(self, texts: Iterable[str], regions: Iterable[str | None] | None = None) -> list[Row]:
        columns = {"text": pa.array(list(texts), pa.string())}
        if regions is not None:
            columns["region"] = pa.array(list(regions), pa.string())
        found: list[Row] = self.engine.enrich(pa.record_batch(columns)).to_pylist()
        return found

    def miss(self, *what: object) -> None:
        if self.show:
            print("   ", *what, file=sys.stderr)

    def messages(self) -> Iterator[tuple[str, float]]:
        asked = self.rows("messages.jsonl")
        said = self.read(row["text"] for row in asked)
        for label in LABELS:
            right, count = 0, 0
            for row, one in zip(asked, said, strict=True):
                if row.get(label) is None or (row["lang"] == "none" and label not in {"lang", "toxic"}):
                    continue
                allowed = {row[label], *(row.get(f"{label}_ok") or ())}
                count, right = count + 1, right + (one[label] in allowed)
                if one[label] not in allowed:
                    self.miss(label, row[label], "→", one[label], row["text"][:120])
            yield label, right / count
        worded = [(row, one) for row, one in zip(asked, said, strict=True) if row["lang"] != "none"]
        hits = [{row["category"], *(row.get("category_ok") or ())} & set(one["category_top3"]) for row, one in worded]
        yield "category in the first three", sum(map(bool, hits)) / len(hits)
        mixed = [one["lang"] == "mixed" for row, one in worded if row["lang"] == "mixed"]
        yield "mixed language found", sum(mixed) / len(mixed)

    def danger(self) -> dict[str, float]:
        asked = self.rows("danger.jsonl")
        hit = Counter((row["danger"], one["danger"]) for row, one in self._read_both(asked, "danger"))
        return rates(hit[True, True], hit[True, False], hit[False, True])

    def _read_both(self, asked: list[Row], label: str) -> Iterator[tuple[Row, Row]]:
        for row, one in zip(asked, self.read(row["text"] for row in asked), strict=True):
            if row[label] != one[label]:
                self.miss(label, row[label], "→", one[label], row["text"][:120])
            yield row, one

    def personal(self) -> dict[str, float]:
        hit = missed = false = 0
        for row in self.rows("pii.jsonl"):
            text, wanted = unmarked(row["text"])
            given = [(span["type"], span["start"], span["end"]) for span in self.read([text])[0]["pii"]]
            for kind, start, end in wanted:
                fits = [s for s in given if s[0] == kind and min(end, s[2]) - max(start, s[1]) > (end - start) / 2]
                if fits:
                    hit += 1
                    given.remove(fits[0])
                else:
                    missed += 1
                    self.miss("not found", kind, text[start:end], "|", text[:120])
            false += len(given)
            for kind, start, end in given:
                self.miss("no such", kind, text[start:end], "|", text[:120])
        return rates(hit, missed, false)

    def places(self) -> dict[str, float]:
        asked = self.rows("places.jsonl")
        said = self.read((row["text"] for row in asked), [row.get("region") for row in asked])
        found = right = wanted = false = 0
        for row, one in zip(asked, said, strict=True):
            left, after = list(one["places"]), 0
            for place in row["places"]:
                start = max(row["text"].find(place["text"], after), row["text"].find(place["text"]))
                after, wanted = start + len(place["text"]), wanted + 1
                hit = next((p for p in left if p["start"] < after and start < p["end"]), None)
                if hit is None:
                    self.miss("place", place["text"], "|", row["text"][:120])
                    continue
                left.remove(hit)
                is_right = hit["status"] == place["status"] and (
                    place["status"] == "ambiguous" or hit["kato"][0] in place["kato"]
                )
                found, right = found + 1, right + is_right
                if not is_right:
                    self.miss("place", place, "→", hit["status"], hit["kato"][:3], "|", row["text"][:120])
            false += len(left)
            for other in left:
                self.miss("no such place", other["text"], "|", row["text"][:120])
        return {"found": found / wanted, "right": right / wanted, "false_in_all": false, "texts": len(asked)}

    def stems(self, language: str) -> dict[str, float]:
        joined = []
        for line in (self.folder / f"stems_{language}.txt").read_text("utf-8").splitlines():
            lemma, _, forms = line.partition(":")
            joined += [stem(form) == stem(lemma.strip()) for form in forms.split()]
        pairs = [
            re.findall(r"[^\W\d_]+", line)[:2]
            for line in (self.folder / f"apart_{language}.txt").read_text("utf-8").splitlines()
            if line.strip()
        ]
        return {"joined": sum(joined) / len(joined), "apart": sum(stem(a) != stem(b) for a, b in pairs) / len(pairs)}

    def answers(self) -> dict[str, float]:
        asked = self.rows("answers.jsonl")
        judged = [judge(row["question"], row["answer"], language_of(row["answer"])) for row in asked]
        for row, one in zip(asked, judged, strict=True):
            if row["label"] != one.label:
                self.miss("answer", row["label"], "→", one.label, row["answer"][:140])
        good, formal = ([one.score for row, one in zip(asked, judged, strict=True) if row["label"] == label]
                        for label in ("good", "formal"))  # fmt: skip
        above = sum((a > b) + (a == b) / 2 for a in good for b in formal)
        right = sum(row["label"] == one.label for row, one in zip(asked, judged, strict=True))
        return {"accuracy": right / len(asked), "auc_good_formal": above / (len(good) * len(formal))}


def unmarked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without [[TYPE|…]] marks, and what they marked."""
    plain, spans, done = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[done : mark.start()]
        spans.append((mark[1], len(plain), len(plain) + len(mark[2])))
        plain, done = plain + mark[2], mark.end()
    return plain + text[done:], spans


def rates(hit: int, missed: int, false: int) -> dict[str, float]:
    return {"recall": hit / max(hit + missed, 1), "precision": hit / max(hit + false, 1), "wanted": hit + missed}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=sorted(SETS.glob("*/")))
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    engine = Engine(entities=False)
    report = {}
    for folder in given.folders:
        one = Examination(folder, engine, given.show)
        report[folder.name] = {
            "messages": dict(one.messages()), "danger": one.danger(), "personal data": one.personal(),
            "places": one.places(), "stems kk": one.stems("kk"), "stems ru": one.stems("ru"), "answers": one.answers(),
        }  # fmt: skip
    print(json.dumps(report, ensure_ascii=False, indent=1, default=str))


if __name__ == "__main__":
    main()
