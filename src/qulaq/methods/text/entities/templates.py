"""Which columns of which neighbours are looked at together: the feature templates of the tagger.

A single template looks at one word, so its part of the score is summed once per word and kept; a joint one is looked up
at every position. `CONTEXT` names what `tagging.context` finds around a word.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from qulaq.methods.text.entities.words import COLUMNS

#: Seen from every word: the next head noun with its distance, its stem, its neighbours, and the head after it; the last
#: word with a capital and how far back it stands; what a run of numbers counts.
CONTEXT: Final = ("head_far", "head_stem", "head_near", "head_pair", "capital_stem", "capital_far", "counted",
                  "counted_class", "before_amount")  # fmt: skip

#: Looked at in the word itself and in its two neighbours.
_NEAR: Final = (
    "stem", "end_look", "look", "word", "first3", "first5", "last3", "last5", "name", "place", "ending", "cap_stem",
    "digits", "amount", "case", "case_look", "known", "known_kind", "known_case", "head", "head_case",
)  # fmt: skip
#: Looked at in the word itself only: more of its letters.
_HERE: Final = (
    "first1", "first2", "first4", "last1", "last2", "last4", "length", "cap_first", "name_place",
)  # fmt: skip
#: Looked at two positions away as well.
_FAR: Final = ("stem", "end_look", "look", "word", "amount", "head")

SINGLE: Final = (
    *((name, 0) for name in (*_NEAR, *_HERE)),
    *((name, offset) for offset in (-1, 1) for name in _NEAR),
    *((name, offset) for offset in (-2, 2) for name in _FAR),
)
JOINT: Final = (
    "stem-1 stem", "look-1 look", "stem-1 look", "stem stem+1", "look look+1", "look stem+1",
    "amount-1 amount", "amount amount+1", "amount stem+1", "amount-1 stem", "amount-1 amount amount+1",
    "kind_amount-2 kind_amount-1 kind_amount", "kind_amount kind_amount+1 kind_amount+2",
    "kind_case-1 kind_case", "kind_case kind_case+1", "case_look stem+1", "stem case",
    "kind_case kind_case+1 kind_case+2", "kind_case-1 kind_case kind_case+1",
    "known_all-1 known_all", "known_all known_all+1", "known_all-1 known_all known_all+1",
    "head_kind-1 head_kind", "head_kind head_kind+1", "head_kind-1 head_kind head_kind+1",
    "head_kind head_kind+1 head_kind+2", "head_far", "head_stem", "head_near", "head_pair",
    "capital_stem", "capital_far", "counted", "counted_class", "before_amount",
)  # fmt: skip


def _parsed(text: str) -> list[tuple[int, int]]:
    """[(column, offset)] of a joint template such as `stem-1 stem`."""
    found = []
    for part in text.split():
        name, offset = (part[:-2], int(part[-2:])) if part[-2] in "+-" else (part, 0)
        found.append(((*COLUMNS, *CONTEXT).index(name), offset))
    return found


def _joint_table() -> np.ndarray:
    """(templates, 1 + 2 * 3) int32: how many parts, then column and offset of each."""
    table = np.zeros((len(JOINT), 7), np.int32)
    for row, text in zip(table, JOINT, strict=True):
        parts = _parsed(text)
        row[0] = len(parts)
        row[1 : 1 + 2 * len(parts)] = [number for part in parts for number in part]
    return table


#: (templates, 2) int32: column, offset + 2.
SINGLES: Final = np.array([(COLUMNS.index(name), offset + 2) for name, offset in SINGLE], np.int32)
JOINTS: Final = _joint_table()
#: Columns that `tagging.context` reads.
_READ: Final = ("head_of", "stem", "kind", "kind_case", "amount")
READS: Final = (
    COLUMNS.index(_READ[0]), COLUMNS.index(_READ[1]), COLUMNS.index(_READ[2]), COLUMNS.index(_READ[3]),
    COLUMNS.index(_READ[4]),
)  # fmt: skip
