"""The engine: a batch of messages in, the same batch with what was understood out. Pure: no account of authors, no
network, no state but memory-mapped models and a cache of words.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from qulaq.kernel.errors import BadInput
from qulaq.methods.text import alarm, columns, kernel, pii, places, plain, sums
from qulaq.methods.text import words as facts
from qulaq.methods.text.entities import Tagger
from qulaq.methods.text.jit import COMPILED
from qulaq.methods.text.lexicon import Tokens, block_edges, buffers
from qulaq.methods.text.mixture import mixed
from qulaq.methods.text.model import MODELS, Matrix, margins_of, probabilities, softened
from qulaq.methods.text.pii.tagger import Tagger as Personal
from qulaq.methods.text.schema import NAMES, output
from qulaq.methods.text.words import Words

#: What a change of language between two words costs, in nats.
SWITCH: Final = 1.5


class Engine:
    """Models and word cache of one thread. `entities=False` switches the slowest stage off."""

    def __init__(self, *, entities: bool = True) -> None:
        self.language, self.reviews, self.civic = (
            Matrix.load(MODELS / f"{name}.qtm") for name in ("language", "reviews", "civic")
        )
        self.words = Words([self.language, self.reviews, self.civic], self.language)
        self.tagger = Tagger.load() if entities else None
        self.finder = pii.Finder(Personal.load())

    def enrich(self, batch: pa.RecordBatch, *, region: str | None = None) -> pa.RecordBatch:
        """The batch with the columns of `schema.FIELDS` added.

        It needs a string column `text` (null is read as empty); a string column `region` (KATO code of the sender's
        place) helps with places of the same name, `region` the argument is the default for all. Raises BadInput
        without `text`.
        """
        if "text" not in batch.schema.names:
            raise BadInput("a column `text` is needed", field="text")
        text = batch.column("text")
        if pa.types.is_large_string(text.type) or not pa.types.is_string(text.type):
            text = text.cast(pa.string())
        text = pc.fill_null(text, "") if text.null_count else text
        regions = batch.column("region").to_pylist() if "region" in batch.schema.names else None
        data, offsets = columns.bytes_of(text)
        parts = []
        for low, high in block_edges(offsets):
            own = regions[low:high] if regions else [region] * (high - low)
            parts.append(self._block(text.slice(low, high - low), data, offsets[low : high + 1], own))
        schema = output(batch.schema)
        made = (
            columns.joined(parts)
            if parts
            else {f.name: pa.array([], f.type) for f in schema if f.name in NAMES}
        )
        arrays = [
            batch.column(f.name) if f.name in batch.schema.names and f.name not in made else made[f.name]
            for f in schema
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    def scores(self, data: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int64]) -> tuple[Tokens, Any, Any]:
        """(tokens, integer scores (messages, outputs), feature counts) of one block of messages."""
        words = self.words
        size = int(offsets[-1] - offsets[0])
        if not words.lexicon.has_room_for(size):
            if size // 2 + 512 >= words.lexicon.capacity:
                raise BadInput(f"one message has {size} bytes; cut it")
            words.forget()
        tokens = words.lexicon.read(data, offsets)
        words.learn()
        scores = np.zeros((offsets.size - 1, words.vectors.shape[1]), np.int32)
        totals = np.zeros(offsets.size - 1, np.int32)
        add = sums.add_up if COMPILED else plain.add_up
        add(tokens.ids, tokens.firsts, words.lexicon.what, words.sizes, words.one, words.two, words.vectors,
            words.weights, words.shifts, scores, totals)  # fmt: skip
        return tokens, scores, totals

    def _block(
        self, text: pa.StringArray, data: Any, offsets: Any, regions: list[str | None]
    ) -> dict[str, pa.Array]:
        words, count = self.words, offsets.size - 1
        tokens, scores, totals = self.scores(data, offsets)
        marks = np.zeros(count, np.uint32)
        letters, langs = np.zeros((count, 2), np.int32), np.zeros((count, 3), np.int32)
        sums.survey(tokens.ids, tokens.firsts, words.marks, words.latin, words.cyrillic, words.langs, SWITCH, marks,
                      letters, langs)  # fmt: skip
        made: dict[str, pa.Array] = {}
        self._languages(made, scores, totals, letters, langs)
        hurried = self._alarms(made, text, marks)
        self._classes(made, scores, totals, marks, hurried)
        personal = self._personal(made, text, marks, tokens)
        self._places(made, text, tokens, marks, regions, personal)
        made["stems"] = columns.stems(tokens, words.stems, words.lexicon.what[tokens.ids] != kernel.MARK)
        made["entities"] = self.tagger.tag(tokens, words.lexicon) if self.tagger else columns.no_spans(count)
        return made

    def _part(self, matrix: Matrix, task: str, scores: Any, totals: Any) -> npt.NDArray[np.float32]:
        start = int(self.words.columns[matrix.name])
        return probabilities(matrix.task(task), scores[:, start : start + matrix.width], totals)

    def _category(self, scores: Any, totals: Any) -> npt.NDArray[np.float32]:
        """Probabilities of the categories: the general expert and the one for formal letters, mixed."""
        start = int(self.words.columns[self.civic.name])
        own = scores[:, start : start + self.civic.width]
        general, formal, gate = (self.civic.task(name) for name in ("category", "category_formal", "formal"))
        places = [general.labels.index(label) for label in formal.labels]
        said, letters, is_formal = (margins_of(task, own, totals) for task in (general, formal, gate))
        whole = mixed(said, letters, is_formal[:, 0], places)
        return softened(general, whole)

    def _languages(
        self, made: dict[str, pa.Array], scores: Any, totals: Any, letters: Any, langs: Any
    ) -> None:
        p = self._part(self.language, "lang", scores, totals)
        best = p.argmax(axis=1)
        chance = p[np.arange(len(p)), best]
        total = langs.sum(axis=1)
        second = np.sort(langs, axis=1)[:, 1]
        mixed = (second >= 2) & (total >= 4) & (second * 7 >= total)
        none = letters.sum(axis=1) == 0
        label = np.where(none, 4, np.where(mixed, 3, best))
        made["lang"] = columns.labels(("kk", "ru", "en", "mixed", "none"), label)
        made["lang_p"] = pa.array(np.where(none, 1.0, chance), pa.float32())
        least, most = letters.min(axis=1), letters.sum(axis=1)
        both = (least >= 4) & (least * 5 >= most)
        script = np.where(both, 2, np.where(letters[:, 0] > letters[:, 1], 1, 0))
        made["script"] = columns.labels(("cyrl", "latn", "mixed"), script)

    def _alarms(self, made: dict[str, pa.Array], text: pa.StringArray, marks: Any) -> Any:
        """Danger and hurry by rule, for messages that hold a trigger word."""
        danger, hurried = np.zeros(len(marks), bool), np.zeros(len(marks), bool)
        for at, said in columns.chosen(text, (marks & (facts.ALARM | facts.HURRY)) != 0):
            danger[at] = bool(marks[at] & facts.ALARM) and alarm.is_danger(said)
            hurried[at] = bool(marks[at] & facts.HURRY) and alarm.is_urgent(said)
        made["danger"] = danger
        return hurried

    def _classes(self, made: dict[str, pa.Array], scores: Any, totals: Any, marks: Any, hurried: Any) -> None:
        ruled = np.asarray(made["danger"])
        danger = ruled | (self._part(self.civic, "danger", scores, totals)[:, 1] > 0.8)
        empty = (marks & facts.LETTERS) == 0
        danger &= ~empty
        category = self._category(scores, totals)
        emergency = self.civic.task("category").labels.index("emergency")
        unsure = ruled & (category.max(axis=1) < 0.6)
        category[unsure] *= 0.4
        category[unsure, emergency] += 0.6
        columns.category(made, self.civic.task("category").labels, category, empty)
        for name, blank in (("kind", "other"), ("sentiment", "neu"), ("toward_authority", "none")):
            labels = self.civic.task(name).labels
            best = self._part(self.civic, name, scores, totals).argmax(axis=1)
            made[name] = columns.labels(labels, np.where(empty, labels.index(blank), best))
        polarity = self._part(self.reviews, "polarity", scores, totals)[:, 1]
        made["polarity_p"] = pa.array(np.where(totals > 0, polarity, 0.5), pa.float32())
        made["score5"] = pa.array(
            self._part(self.reviews, "score5", scores, totals).argmax(axis=1) + 1, pa.int8()
        )
        urgency = self._part(self.civic, "urgency", scores, totals).argmax(axis=1)
        urgency = np.where(empty, 0, np.where(hurried, np.maximum(urgency, 1), urgency))
        urgency = np.where(danger | (hurried & (category.argmax(axis=1) == emergency)), 2, urgency)
        made["urgency"] = columns.labels(("low", "medium", "high"), urgency)
        rude = ((marks & facts.RUDE) != 0) | (self._part(self.civic, "toxic", scores, totals)[:, 1] > 0.8)
        made["toxic"], made["danger"] = pa.array(rude & ~empty), pa.array(danger)

    def _personal(
        self, made: dict[str, pa.Array], text: pa.StringArray, marks: Any, tokens: Tokens
    ) -> dict[int, list[pii.Span]]:
        judged = (marks & (facts.NAME | facts.DIGITS)) != 0
        broken = dict(columns.chosen(text, judged & columns.holds(text, "\n")))
        tagged, reading = self.finder.tagged(tokens, self.words.lexicon, np.flatnonzero(judged), broken)
        wanted = (marks & (facts.AT | facts.DIGITS)) != 0
        wanted[list(tagged)] = True
        found: dict[int, list[pii.Span]] = {}
        clean: dict[int, str] = {}
        for at, said in columns.chosen(text, wanted):
            mark = int(marks[at])
            spans = self.finder.joined(said, tagged.get(at, ()), reading, tokens, at, digits=bool(mark & facts.DIGITS),
                                       at=bool(mark & facts.AT), housed=bool(mark & facts.HOUSE))  # fmt: skip
            if spans:
                found[at] = spans
                clean[at] = pii.redacted(said, spans)
        made["pii"] = columns.spans(len(marks), found)
        made["redacted"] = columns.replaced(text, clean)
        return found

    def _places(self, made: dict[str, pa.Array], text: pa.StringArray, tokens: Tokens, marks: Any,
                regions: list[str | None], personal: dict[int, list[pii.Span]]) -> None:  # fmt: skip
        found = {}
        weak = facts.SPOT | facts.SPOT_TYPE
        hinted = np.flatnonzero(self.words.marks[tokens.ids] & (facts.PLACE | facts.SPOT))
        edges, starts = np.searchsorted(hinted, tokens.firsts).tolist(), tokens.starts[hinted].tolist()
        for at, said in columns.chosen(text, ((marks & facts.PLACE) != 0) | ((marks & weak) == weak)):
            own = [s for s in personal.get(at, ()) if s[0] in {"PERSON", "OFFICIAL"}]
            spots = [
                f
                for f in places.find(said, regions[at], starts[edges[at] : edges[at + 1]])
                if all(f.end <= a or b <= f.start for _, a, b in own)
            ]
            if spots:
                found[at] = spots
        made["places"] = columns.places(len(marks), found)


@cache
def shared(entities: bool = True) -> Engine:
    """The process's engine; not for several threads at once."""
    return Engine(entities=entities)


def language_of(text: str) -> str:
    """kk, ru or en: the likeliest language of one text (kk for a text without letters)."""
    engine = shared(False)
    data, offsets = buffers([text])
    _, scores, totals = engine.scores(data, offsets)
    return ("kk", "ru", "en")[int(engine._part(engine.language, "lang", scores, totals)[0].argmax())]


def enrich(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`Engine.enrich` with the process's engine: what a worker pool or Spark's mapInArrow calls."""
    return shared().enrich(batch)
