"""Read messages in Kazakh, Russian and English: enrich, near, stem, answer, train, card, prepare."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from qulaq.cli.answer import Parser, emit, tell
from qulaq.kernel.errors import BadInput

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 2000  # lines
LARGE = 15  # blocks from which several processes pay for their start


def run(argv: Sequence[str]) -> int:
    """`qulaq text VERB …`"""
    verbs = {"enrich": enrich, "near": near, "stem": stem, "answer": answer, "train": train,
             "card": card, "prepare": prepare}  # fmt: skip
    parser = Parser(
        "text", says=__doc__, example='echo \'{"id":"1","text":"Мектепте су жоқ"}\' | qulaq text enrich'
    )
    parser.add_argument(
        "verb", choices=sorted(verbs), help="what to do; `qulaq text VERB --help` shows its options"
    )
    if not argv or argv[0] in {"-h", "--help"}:
        parser.parse_args(list(argv) or ["--help"])
    chosen = parser.parse_args(argv[:1])
    return verbs[chosen.verb](argv[1:])


def _raw(path: str) -> Iterator[bytes]:
    """The lines of a file or of standard input, as they are."""
    try:
        source = nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb")  # noqa: SIM115
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", file=path) from error
    with source as file:
        yield from file


def _object(raw: bytes, path: str, number: int) -> dict[str, Any]:
    """The JSON object on one line; BadInput names the line."""
    name = "standard input" if path == "-" else path
    try:
        item = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput("is not UTF-8", file=name, line=number) from error
    except ValueError as error:
        raise BadInput(f"is not a JSON object: {error}", file=name, line=number) from error
    if not isinstance(item, dict):
        raise BadInput("is not a JSON object: one with `id` and `text` is needed", file=name, line=number)
    return item


def _lines(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) of a JSON Lines file or of standard input; empty lines are passed over."""
    for number, raw in enumerate(_raw(path), 1):
        if raw.strip():
            yield number, _object(raw, path, number)


def _text(item: dict[str, Any], field: str, line: int) -> str:
    value = item.get(field)
    if not isinstance(value, str):
        raise BadInput("a text is needed", line=line, field=field)
    return value


def _batch(block: list[dict[str, Any]]) -> pa.RecordBatch:
    import pyarrow as pa

    columns = {"text": pa.array([item["text"] for item in block], pa.string())}
    if any("region" in item for item in block):
        columns["region"] = pa.array(
            [str(item["region"]) if item.get("region") else None for item in block], pa.string()
        )
    return pa.RecordBatch.from_pydict(columns)


Block = tuple[str, int, list[bytes]]


def _blocks(path: str) -> Iterator[Block]:
    """(file, number of the first line, lines): as much as one process reads at a time."""
    lines = _raw(path)
    first = 1
    while block := list(islice(lines, BLOCK)):
        yield path, first, block
        first += len(block)


def _enriched(block: Block) -> str:
    """JSON Lines of one block: the given keys, then ours."""
    from qulaq.methods.text.columns import listed
    from qulaq.methods.text.engine import shared
    from qulaq.methods.text.schema import NAMES

    path, first, lines = block
    items = []
    for number, raw in enumerate(lines, first):
        if raw.strip():
            items.append(_object(raw, path, number))
            _text(items[-1], "text", number)
    made = shared(True).enrich(_batch(items))
    columns = [listed(made.column(name)) for name in NAMES]
    for name in ("lang_p", "category_p", "polarity_p"):
        at = NAMES.index(name)
        columns[at] = [round(value, 4) for value in columns[at]]
    dump = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    return "".join(
        dump(item | dict(zip(NAMES, values, strict=True))) + "\n"
        for item, *values in zip(items, *columns, strict=True)
    )


def enrich(argv: Sequence[str]) -> int:
    parser = Parser("text enrich", says="Add what is understood to each message (JSON Lines with id and text).",
                    example="qulaq text enrich --in messages.jsonl --out enriched.jsonl --workers 2")  # fmt: skip
    parser.add_argument(
        "--in", dest="source", default="-", metavar="FILE", help="JSON Lines, - for standard input"
    )
    parser.add_argument("--out", default="-", metavar="FILE", help="where to write, - for standard output")
    parser.add_argument(
        "--workers", type=int, metavar="N", help="processes that read at the same time (a large input: one a core)"
    )
    given = parser.parse_args(argv)
    if given.workers is not None and given.workers < 1:
        raise BadInput("at least one", field="--workers")
    try:
        target: Any = (
            nullcontext(sys.stdout) if given.out == "-" else Path(given.out).open("w", encoding="utf-8")  # noqa: SIM115
        )
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", file=given.out) from error
    with target as out:
        _write_all(given.source, out, given.workers)
    return 0


def _write_all(source: str, out: IO[str], workers: int | None) -> None:
    blocks = _blocks(source)
    if workers is None:
        first = list(islice(blocks, LARGE))
        workers = len(os.sched_getaffinity(0)) if len(first) == LARGE else 1
        blocks = chain(first, blocks)
    if workers == 1:
        for block in blocks:
            out.write(_enriched(block))
        return
    from qulaq.methods.text.pool import Pool

    with Pool(workers) as pool:
        for made in pool.each(_enriched, blocks):
            out.write(made)


def near(argv: Sequence[str]) -> int:
    parser = Parser("text near", says="Group messages that say the same thing under the first of them.",
                    example="qulaq text near --in messages.jsonl --threshold 0.72")  # fmt: skip
    parser.add_argument("--in", dest="source", default="-", metavar="FILE")
    parser.add_argument(
        "--threshold", type=float, default=0.72, metavar="T", help="resemblance from which texts are one"
    )
    given = parser.parse_args(argv)
    if not 0 < given.threshold <= 1:
        raise BadInput("between 0 and 1", field="--threshold")
    from qulaq.methods.text.near import leaders

    items = list(_lines(given.source))
    texts = [_text(item, "text", number) for number, item in items]
    names = [item.get("id", place) for place, (_, item) in enumerate(items)]
    for name, leader in zip(names, leaders(texts, given.threshold).tolist(), strict=True):
        emit({"id": name, "leader": names[leader]})
    return 0


def stem(argv: Sequence[str]) -> int:
    parser = Parser(
        "text stem", says="The search term of each word.", example="qulaq text stem мектептегі дороги"
    )
    parser.add_argument("word", nargs="+")
    from qulaq.methods.text.stems import stem as stem_of

    emit({word: stem_of(word) for word in parser.parse_args(argv).word})
    return 0


def answer(argv: Sequence[str]) -> int:
    parser = Parser("text answer", says="Is each answer formal, good or interim? (JSON Lines: id, question, answer)",
                    example="qulaq text answer --in answers.jsonl")  # fmt: skip
    parser.add_argument("--in", dest="source", default="-", metavar="FILE")
    given = parser.parse_args(argv)
    from qulaq.methods.text.answers import judge
    from qulaq.methods.text.engine import language_of

    for number, item in _lines(given.source):
        question, said = _text(item, "question", number), _text(item, "answer", number)
        judged = judge(question, said, language_of(said))
        emit({"id": item.get("id", number), "label": judged.label, "score": judged.score,
              "cues": [asdict(hit) for hit in judged.cues], "readability": asdict(judged.readability)})  # fmt: skip
    return 0


def train(argv: Sequence[str]) -> int:
    parser = Parser(
        "text train",
        says="Train one task from a table of text and label; scores on a time or random split.",
        example="qulaq text train category --data corrected.csv --out category.qtm",
    )
    parser.add_argument("task", help="the name of the task")
    parser.add_argument(
        "--data", required=True, metavar="FILE", help="CSV or JSON Lines: text, label, perhaps time"
    )
    parser.add_argument("--out", required=True, metavar="MODEL")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(argv)
    from qulaq.methods.text import retrain

    matrix, report = retrain.train(given.task, retrain.read_rows(Path(given.data)), seed=given.seed)
    try:
        matrix.save(Path(given.out))
    except OSError as error:
        raise BadInput(f"cannot be written: {error.strerror}", file=given.out) from error
    tell(f"the model stands in {given.out}")
    emit(report | {"model": given.out})
    return 0


def card(argv: Sequence[str]) -> int:
    Parser("text card", says="Data, licences, commands and scores of the committed models.",
           example="qulaq text card").parse_args(argv)  # fmt: skip
    from qulaq.methods.text.card import card as model_card

    emit(model_card())
    return 0


def prepare(argv: Sequence[str]) -> int:
    Parser("text prepare", says="Compile the kernels and make the table of Russian lemmas, both into the cache.",
           example="qulaq text prepare").parse_args(argv)  # fmt: skip
    from qulaq.methods.text.engine import Engine
    from qulaq.methods.text.stems import russian

    table = russian.prepare()
    Engine().enrich(_batch([{"text": "Айгүл Серікқызы, тел. 8 701 000 00 00: Таразда су жоқ, Абай көшесі 5"}]))
    emit({"lemmas": str(table), "bytes": sum(part.stat().st_size for part in table.iterdir())})
    return 0
