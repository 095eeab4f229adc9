"""`qulaq text …` end to end: JSON Lines in and out, exit codes, one line for bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qulaq.cli.door import main
from qulaq.methods.text.schema import NAMES


def lines(path: Path, *items: object) -> str:
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n", "utf-8")
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_enrich_prints_each_message_with_every_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lines(
        tmp_path / "in.jsonl",
        {"id": "a", "text": "Мектепте су жоқ", "own": 1},
        {"id": "b", "text": "Яма на дороге"},
    )
    assert main(["text", "enrich", "--in", source]) == 0
    first, second = printed(capsys)
    assert first.keys() == {"id", "text", "own", *NAMES} and first["own"] == 1
    assert (first["lang"], second["lang"], second["category"]) == ("kk", "ru", "roads")


def test_enrich_writes_a_file(tmp_path: Path) -> None:
    source, out = lines(tmp_path / "in.jsonl", {"id": 1, "text": "су жоқ"}), tmp_path / "out.jsonl"
    assert main(["text", "enrich", "--in", source, "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["id"] == 1


def test_bad_lines_are_named_and_exit_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "bad.jsonl"
    source.write_text('{"id": 1, "text": "a"}\n{"id": 2}\n', "utf-8")
    assert main(["text", "enrich", "--in", str(source)]) == 2
    assert "line 2" in capsys.readouterr().err
    source.write_text("not json\n", "utf-8")
    assert main(["text", "near", "--in", str(source)]) == 2
    assert main(["text", "enrich", "--in", str(tmp_path / "absent")]) == 2


def test_near_names_the_leader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = lines(
        tmp_path / "in.jsonl",
        {"id": "x", "text": "Нет воды в доме пять"},
        {"id": "y", "text": "нет воды в доме пять!"},
    )
    assert main(["text", "near", "--in", source]) == 0
    assert printed(capsys) == [{"id": "x", "leader": "x"}, {"id": "y", "leader": "x"}]


def test_stem_and_answer_and_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", "stem", "мектептегі", "дороги"]) == 0
    assert printed(capsys) == [{"мектептегі": "мектеп", "дороги": "дорога"}]
    source = lines(
        tmp_path / "a.jsonl",
        {"id": 1, "question": "Когда?", "answer": "Обращение зарегистрировано, о результатах сообщим."},
    )
    assert main(["text", "answer", "--in", source]) == 0
    (judged,) = printed(capsys)
    assert judged["label"] == "interim" and 0 <= judged["score"] <= 1 and judged["readability"]
    assert main(["text", "card"]) == 0
    (card,) = printed(capsys)
    assert card["total_bytes"] <= 25_000_000
    assert all(model["held_out_scores"] and model["command"] for model in card["models"].values())


def test_train_writes_a_model_that_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from qulaq.methods.text.model import Matrix
    from qulaq.methods.text.retrain import predict

    data = tmp_path / "rows.csv"
    rows = [f"вода не идёт дом {n},su" if n % 2 else f"автобус опоздал маршрут {n},kolik" for n in range(80)]
    data.write_text("text,label\n" + "\n".join(rows) + "\n", "utf-8")
    out = tmp_path / "m.qtm"
    assert main(["text", "train", "category", "--data", str(data), "--out", str(out)]) == 0
    (report,) = printed(capsys)
    assert report["split"] == "random" and report["macro_f1"] > 0.9
    matrix = Matrix.load(out)
    best = predict(matrix, ["нет воды", "автобус"]).argmax(axis=1)
    assert [matrix.tasks[0].labels[i] for i in best] == ["su", "kolik"]


def test_train_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "rows.csv"
    data.write_text("text,label\nа,\n", "utf-8")
    assert main(["text", "train", "t", "--data", str(data), "--out", str(tmp_path / "m")]) == 2
    assert "line 2, label" in capsys.readouterr().err
