# ruff: noqa: T201, S311
"""How fast signatures are checked beside gostcrypto, and what a hundred thousand hostile files do.

    python benchmarks/seal.py speed --oracle PYTHON [--rounds 9]
    python benchmarks/seal.py fuzz [--inputs 100000] [--seed 20261122]
    python benchmarks/seal.py giant

`PYTHON` is the interpreter of an environment of its own with gostcrypto (and gmpy2); it is run as a separate
program. All machineries wait side by side and take turns in batches, so that a busy machine slows all
of them alike; told are medians and ratios of medians. The files are those of the test PKI (invented people) and of
`tests/methods/seal/data`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
WORST_SECONDS, WORST_GROWTH = 1.0, 100.0
BATCH = 12

ORACLE = """
import json, sys, time
import gostcrypto
given = json.loads(sys.stdin.readline())
kind = gostcrypto.gostsignature
signer = kind.new(kind.MODE_512, kind.CURVES_R_1323565_1_024_2019["id-tc26-gost-3410-12-512-paramSetA"])
half = lambda octets: bytearray(octets[:64][::-1] + octets[64:][::-1])
for line in sys.stdin:
    key, digest, signature = map(bytes.fromhex, given.pop())
    arguments = half(key), bytearray(digest[::-1]), half(signature)
    began = time.process_time()
    good = signer.verify(*arguments)
    print(json.dumps([good, time.process_time() - began]), flush=True)
"""
OURS = """
import json, sys, time
from qulaq.methods.seal.arithmetic import arithmetic
from qulaq.methods.seal.curve import GOST_512
from qulaq.methods.seal.gost import read_key, signature_holds
given = json.loads(sys.stdin.readline())
machinery = arithmetic(sys.argv[1])
for line in sys.stdin:
    key, digest, signature = map(bytes.fromhex, given.pop() if len(given) > 1 else given[0])
    public = read_key(GOST_512, key)
    began = time.process_time()
    good = signature_holds(public, digest, signature, machinery)
    print(json.dumps([good, time.process_time() - began]), flush=True)
"""
WHOLE = """
import base64, json, sys, time
from datetime import datetime
from qulaq.methods.seal.arithmetic import arithmetic
from qulaq.methods.seal.trust import trust
from qulaq.methods.seal.verify import Context, verify
given = json.loads(sys.stdin.readline())
raw = lambda name: [base64.b64decode(each) for each in given[name]]
known = trust(raw("anchors"), intermediates=raw("intermediates"), lists=raw("lists"), machinery=arithmetic(sys.argv[1]))
context, content = Context(known, datetime.fromisoformat(given["at"])), raw("content")[0]
files = raw("files")
verify(files.pop(), content, context)
for line in sys.stdin:
    file = files.pop()
    began = time.process_time()
    good = verify(file, content, context).ok
    print(json.dumps([good, time.process_time() - began]), flush=True)
"""


class Runner:
    """A program that makes one timed check each time it is asked."""

    def __init__(self, python: str, program: str, argument: str, given: Any) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [python, "-c", program, argument],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self.tell(json.dumps(given))
        self.times: list[float] = []

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def turn(self, checks: int) -> None:
        """Some checks in a row, as in a batch of ballots."""
        for _ in range(checks):
            self.once()

    def once(self) -> None:
        assert self.process.stdout
        self.tell("")
        good, seconds = json.loads(self.process.stdout.readline())
        assert good, "a good signature was refused"
        self.times.append(seconds)

    def close(self) -> float:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(30)
        return statistics.median(self.times)


def speed(oracle: str, rounds: int) -> int:
    from base64 import b64encode

    from methods.seal.pki import AT, ISSUER, ROOT, GostSecret, Signing, cms, person
    from methods.seal.pki_services import crl
    from qulaq.methods.seal.streebog import streebog

    digest = streebog(b"benchmark", 64).hex()
    secrets = [GostSecret(f"voter {n}") for n in range(BATCH * rounds + 1)]
    many = [[each.bits()[3:].hex(), digest, each.sign(b"benchmark").hex()] for each in secrets]
    content = b'{"action":"vote"}'
    text = lambda octets: b64encode(octets).decode()  # noqa: E731
    whole = {
        "anchors": [text(ROOT.der)], "intermediates": [text(ISSUER.der)], "lists": [text(crl()), text(crl(by=ROOT))],
        "content": [text(content)], "at": AT.isoformat(),
        "files": [text(cms(content, Signing(person(f"voter {n}", "900101400017")))) for n in range(BATCH * rounds + 1)],
    }  # fmt: skip
    here = sys.executable
    runners = {
        "gostcrypto, one check": Runner(oracle, ORACLE, "", many),
        "plain Python, one check": Runner(here, OURS, "python", many),
        "gmpy2, one check": Runner(oracle, OURS, "gmpy2", many),
        "OpenSSL, one check": Runner(here, OURS, "openssl", many),
        "plain Python, one check, a key seen before": Runner(here, OURS, "python", many[:1]),
        "plain Python, whole CMS": Runner(here, WHOLE, "python", whole),
        "OpenSSL, whole CMS": Runner(here, WHOLE, "openssl", whole),
    }
    for _ in range(rounds):
        for name, runner in runners.items():
            runner.turn(1 if name.startswith("gostcrypto") else BATCH)
    medians = {name: runner.close() for name, runner in runners.items()}
    base = medians["gostcrypto, one check"]
    print("| check | median, ms | times faster than one check of gostcrypto |\n|---|---|---|")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds * 1000:.2f} | {base / seconds:.0f} |")
    targets = {"plain Python, one check": 60, "OpenSSL, one check": 300, "plain Python, whole CMS": 20}
    missed = [name for name, ratio in targets.items() if base / medians[name] < ratio]
    print(f"missed: {', '.join(missed) or 'nothing'}")
    return 1 if missed else 0


def seeds() -> list[bytes]:
    """The containers of every test case that is short, and the real ones."""
    from methods.seal.seal_cases import GROUPS

    made = [case.cms for group in GROUPS for case in group() if len(case.cms) < 20_000]
    real = [path.read_bytes() for path in sorted((ROOT / "tests/methods/seal/data/kalkan").glob("*.cms"))]
    return [*made, *real]


def fuzz(inputs: int, seed: int) -> int:
    from methods.seal.pki import AT, ISSUER
    from methods.seal.pki import ROOT as ANCHOR
    from methods.seal.pki_services import crl, ocsp
    from methods.seal.seal_cases import AIGUL, CONTENT
    from methods.seal.test_hostile_bytes import mutated
    from qulaq.methods.seal.trust import trust
    from qulaq.methods.seal.verify import Context, verify

    dice = random.Random(seed)
    originals = seeds()
    known = trust([ANCHOR.der], intermediates=[ISSUER.der], lists=[crl()], answers=[ocsp(AIGUL)])
    context = Context(known, AT)
    verify(originals[0], None, context)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found: Counter[str] = Counter()
    worst = 0.0
    began = time.perf_counter()
    for count in range(inputs):
        data = mutated(dice.choice(originals), dice)
        start = time.process_time()
        verdict = verify(data, CONTENT if count % 2 else None, context)
        worst = max(worst, time.process_time() - start)
        found[verdict.result] += 1
    growth = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    told = {
        "inputs": inputs, "seed": seed, "machinery": known.machinery.name, "crashes": 0,
        "worst_ms": round(worst * 1000, 1), "growth_mb": round(growth, 1),
        "seconds": round(time.perf_counter() - began), "verdicts": dict(found.most_common()),
    }  # fmt: skip
    print(json.dumps(told))
    return 0 if worst < WORST_SECONDS and growth < WORST_GROWTH else 1


def giant() -> int:
    """A 200 MB file, by the command, in a process of its own."""
    program = (
        "import resource, sys, time; from qulaq.cli.door import main\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "before, began = peak(), time.perf_counter(); code = main(sys.argv[1:])\n"
        "print(code, time.perf_counter() - began, (peak() - before) / 1024, file=sys.stderr)"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "giant.cms")
        with path.open("wb") as file:
            file.write(b"\x30\x84\x0b\xeb\xc2\x00")
            file.truncate(200_000_000)
        done = subprocess.run(
            [sys.executable, "-c", program, "seal", "verify", str(path), "--at", "2026-11-22", "--trust",
             str(ROOT / "tests/methods/seal/data/production")],
            capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )  # fmt: skip
    code, seconds, growth = map(float, done.stderr.split()[-3:])
    result = json.loads(done.stdout)["result"]
    print(
        json.dumps(
            {"megabytes": 200, "result": result, "seconds": round(seconds, 2), "growth_mb": round(growth, 1)}
        )
    )
    return 0 if code == 1 and seconds < 2 and growth < 50 else 1


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["speed", "fuzz", "giant"])
    parser.add_argument("--oracle", metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20261122)
    options = parser.parse_args()
    if options.what == "speed":
        if not options.oracle:
            parser.error("speed needs --oracle PYTHON")
        return speed(options.oracle, options.rounds)
    return fuzz(options.inputs, options.seed) if options.what == "fuzz" else giant()


if __name__ == "__main__":
    raise SystemExit(main())
