"""What each word of the lexicon is known to be: computed once when the word is first met.

Vectors of the classifiers, language odds, letters by script, marks that tell which slower stages a message needs, and
the search term. The arrays run beside the lexicon's numbers.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from qulaq.methods.text import alarm, kernel, places, plain, sums
from qulaq.methods.text.fold import CYRILLIC, LATIN, SCRIPT, TABLED
from qulaq.methods.text.jit import COMPILED
from qulaq.methods.text.lexicon import Lexicon
from qulaq.methods.text.model import Matrix, probabilities
from qulaq.methods.text.pii import looks
from qulaq.methods.text.stems import stem

NAME, PLACE, HOUSE, AT, DIGITS, ALARM, RUDE, LETTERS = 1, 2, 4, 8, 16, 32, 64, 128
HURRY, SPOT, SPOT_TYPE = 256, 512, 1024
#: A word is never surer of its language than this: a path of the Viterbi must rest on several words.
SUREST: Final = -4.0

_HOUSE: Final = re.compile(
    r"(?:ул|улиц\w+|пр|пр-т|проспект\w*|мкр\w*|микрорайон\w*|пер|переул\w+|бульвар\w*|шоссе|квартал\w*|көше\w*|к|даң\w*|ықшам\w*|"
    r"шағын|дом\w{0,2}|д|үй\w*|кв|квартир\w*|пәтер\w*|м|тұйы\w*|орам\w*|ы|ш|дач\w*|жилм\w*|б|снт|проезд\w*)$"
)


class Words:
    """Facts about the words of one lexicon, for one set of models."""

    def __init__(self, matrices: list[Matrix], language: Matrix) -> None:
        self.lexicon = Lexicon()
        self.matrices, self.language = matrices, language
        self.weights = tuple(m.weights.view(np.ndarray) for m in matrices)
        self.shifts = tuple(m.shift for m in matrices)
        size, width = self.lexicon.capacity, sum(m.width for m in matrices)
        self.columns = dict(
            zip((m.name for m in matrices), np.cumsum([0, *(m.width for m in matrices)]), strict=False)
        )
        self.vectors = np.zeros((size, width), np.int32)
        self.sizes, self.latin, self.cyrillic = (np.zeros(size, np.int32) for _ in range(3))
        self.one, self.two, self.marks = (np.zeros(size, np.uint32) for _ in range(3))
        self.langs = np.zeros((size, 3), np.float32)
        self.stems: list[str] = []
        self.known = 0
        self._scratch = (np.zeros(96, np.int32), np.zeros(96, np.int32))
        self._hashes = np.zeros(kernel.FEATURES_PER_WORD, np.uint32)

    def forget(self) -> None:
        self.lexicon.forget()
        self.stems.clear()
        self.known = 0

    def learn(self) -> None:
        """Fill in the words that the lexicon has met since the last call."""
        low, high = self.known, len(self.lexicon)
        if low == high:
            return
        lexicon, fill = self.lexicon, sums.fill_rows if COMPILED else plain.fill_rows
        fill(lexicon.pool, lexicon.begins, lexicon.what, low, high, self.sizes, self.one, self.two, self.vectors,
             self.weights, self.shifts, self._scratch, self._hashes, kernel.TABLES)  # fmt: skip
        task, start = self.language.task("lang"), int(self.columns[self.language.name])
        part = self.vectors[low:high, start : start + self.language.width]
        logs = np.log(np.maximum(probabilities(task, part, self.sizes[low:high]), np.exp(SUREST)))
        self.langs[low:high] = np.where((lexicon.what[low:high] == kernel.WORD)[:, None], logs, 0)
        for number, word in enumerate(lexicon.words(low, high), low):
            self._describe(number, word, int(lexicon.what[number]))
        self.known = high

    def _describe(self, number: int, word: str, what: int) -> None:
        if what == kernel.MARK:
            self.marks[number] = AT if word[0] == "@" else 0
            self.latin[number] = self.cyrillic[number] = 0
            self.stems.append("")
            return
        latin = cyrillic = 0
        for letter in word:
            code = ord(letter)
            if code < TABLED:
                latin += bool(SCRIPT[code] & LATIN)
                cyrillic += bool(SCRIPT[code] & CYRILLIC)
        self.latin[number], self.cyrillic[number] = latin, cyrillic
        marks = 0
        if what & kernel.NUMBER:
            marks |= DIGITS
        if latin + cyrillic:
            marks |= LETTERS
            small = word.lower()
            marks |= (0, SPOT, PLACE)[places.hint(word)] | (SPOT_TYPE if places.is_type(small) else 0)
            marks |= HURRY if alarm.is_hurried(word) else 0
            marks |= NAME if looks.is_hint(word) else 0
            marks |= HOUSE if _HOUSE.match(small) else 0
            marks |= ALARM if alarm.is_trigger(word) else 0
            marks |= RUDE if alarm.is_rude(word) else 0
        self.marks[number] = marks
        odds = float(self.langs[number, 0] - self.langs[number, 1])
        self.stems.append((stem(word, odds) if len(word) < 40 else word.lower()) or word)
