"""The same `enrich` under Spark's mapInArrow: a standalone master and worker on loopback, from the built wheel.

Needs Java 17 and pyspark (`pip install qulaq[cluster]`); run with `pytest -m cluster`.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

pytestmark = pytest.mark.cluster
pyspark = pytest.importorskip(
    "pyspark", reason="the extra `cluster` is not installed: NOT TESTED under Spark"
)

TEXTS = ["Мектепте су жоқ", "Яма на дороге", "Пахнет газом в подъезде", "Тараз қаласында жарық жоқ"] * 50
JOB = """
import json, sys
import pyarrow as pa
from pyspark.sql import SparkSession

def read(batches):
    from qulaq.methods.text.engine import enrich
    for batch in batches:
        made = enrich(batch)
        yield pa.RecordBatch.from_arrays(
            [made.column(n) for n in ("id", "lang", "category", "danger")], names=["id", "lang", "category", "danger"])

spark = SparkSession.builder.master(sys.argv[1]).appName("qulaq").config("spark.driver.host", "127.0.0.1") \\
    .config("spark.driver.bindAddress", "127.0.0.1").config("spark.ui.enabled", "false").getOrCreate()
rows = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
frame = spark.createDataFrame([(r["id"], r["text"]) for r in rows], "id string, text string").repartition(4)
made = frame.mapInArrow(read, "id string, lang string, category string, danger boolean").collect()
print("RESULT " + json.dumps(sorted([list(r) for r in made]), ensure_ascii=False))
spark.stop()
"""


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@pytest.fixture
def master(tmp_path: Path) -> Iterator[str]:
    if shutil.which("java") is None:
        pytest.fail("Java 17 is needed for the cluster tests")
    home = Path(pyspark.__file__).parent
    port = free_port()
    url = f"spark://127.0.0.1:{port}"
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    classes = [str(home / "bin" / "spark-class")]
    start = [
        [
            *classes,
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--webui-port",
            "0",
        ],
        [
            *classes,
            "org.apache.spark.deploy.worker.Worker",
            url,
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            str(tmp_path / "work"),
        ],
    ]
    running = []
    for command in start:
        log = (tmp_path / f"{len(running)}.log").open("w")
        running.append(
            subprocess.Popen(
                command, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        )
        time.sleep(6)
    yield url
    for process in reversed(running):
        process.terminate()
        process.wait(20)


def test_a_worker_process_says_what_this_process_says(master: str, tmp_path: Path) -> None:
    import json

    from qulaq.methods.text.engine import enrich

    source, job = tmp_path / "in.jsonl", tmp_path / "job.py"
    source.write_text("\n".join(json.dumps({"id": str(i), "text": t}) for i, t in enumerate(TEXTS)), "utf-8")
    job.write_text(JOB, "utf-8")
    environment = os.environ | {
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    done = subprocess.run(
        [sys.executable, str(job), master, str(source)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("RESULT "))[7:])
    here = enrich(pa.record_batch({"id": [str(i) for i in range(len(TEXTS))], "text": TEXTS})).to_pylist()
    assert said == sorted([r["id"], r["lang"], r["category"], r["danger"]] for r in here)
