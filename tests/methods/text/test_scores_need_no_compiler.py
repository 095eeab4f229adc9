"""The plain Python and numpy sums and the compiled kernel give the same integers."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qulaq.methods.text import kernel, plain, sums
from qulaq.methods.text.engine import Engine
from qulaq.methods.text.lexicon import buffers

ENGINE = Engine(entities=False)
LETTERS = st.text(alphabet="аәбгғкқнңоөуұүіышчяюёАҚШ abcshzhyQ'’123!?😀💖", max_size=50)


def both(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    data, offsets = buffers(texts)
    tokens, scores, totals = ENGINE.scores(data, offsets)
    words = ENGINE.words
    vectors, sizes = words.vectors.copy(), words.sizes.copy()
    one, two = words.one.copy(), words.two.copy()
    plain.fill_rows(
        words.lexicon.pool,
        words.lexicon.begins,
        words.lexicon.what,
        0,
        len(words.lexicon),
        sizes,
        one,
        two,
        vectors,
        words.weights,
        words.shifts,
    )
    again, counted = np.zeros_like(scores), np.zeros_like(totals)
    plain.add_up(
        tokens.ids,
        tokens.firsts,
        words.lexicon.what,
        sizes,
        one,
        two,
        vectors,
        words.weights,
        words.shifts,
        again,
        counted,
    )
    return scores, again, totals, counted


@settings(max_examples=25, deadline=None)
@given(st.lists(LETTERS, min_size=1, max_size=3))
def test_integer_scores_are_identical(texts: list[str]) -> None:
    ENGINE.words.forget()
    scores, again, totals, counted = both(texts)
    assert np.array_equal(scores, again) and np.array_equal(totals, counted)


def test_three_spellings_share_their_second_view() -> None:
    views = [plain.two_views(word)[1] for word in ("Мәселе", "маселе", "masele")]
    assert views[0] == views[1] == views[2]
    assert kernel.TABLES[0].size == 0x2100 and sums.fill_rows is not plain.fill_rows


PROGRAM = """
import json, pyarrow as pa
from qulaq.methods.text.engine import Engine
texts = ["Тараз қаласында су жоқ 87011234567 😀😀😀😀", "Яма на дороге... masele zhok", "", "Don't know",
    "участковый Ибраев и соседка Гүлнар апай,\\nСатпаева 12, кв 5", "Рахмет, Асқар"]
print(json.dumps(Engine().enrich(pa.record_batch({"text": texts})).to_pylist(), ensure_ascii=False))
"""


def test_a_machine_without_the_compiler_reads_the_same() -> None:
    said = []
    for plainly in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-W", "error::RuntimeWarning", "-c", PROGRAM],
            env=os.environ | {"QULAQ_PLAIN": plainly},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        said.append(json.loads(done.stdout))
    assert said[0] == said[1]
