# ruff: noqa: T201
"""How fast, how lean and how right opinion groups are, beside red-dwarf and beside what Polis published.

    python benchmarks/deliberation_opinion.py speed --oracle PYTHON [--sizes 20000x1000,50000x1000]
    python benchmarks/deliberation_opinion.py country
    python benchmarks/deliberation_opinion.py planted [--oracle PYTHON]
    python benchmarks/deliberation_opinion.py official --data FOLDER
    python benchmarks/deliberation_opinion.py all [--oracle PYTHON] [--data FOLDER]

`PYTHON` is the interpreter of an environment of its own in which red-dwarf 0.4.0 is installed; it is run as a separate
program. `FOLDER` holds `polis/` (open conversations) and `polis_math/` (API dumps with the official mathematics).
Both sides of a pair run one after the other, each pinned to one core with one thread, in a fresh process; time is from
votes in memory to groups, representative statements, consensus and priorities (stability and bridging are timed
apart, as red-dwarf has neither); memory is the peak of the whole process, its input included.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ORACLE = """
import resource, sys, time, json
import numpy as np
from reddwarf.implementations.polis import run_pipeline
given = np.load(sys.argv[1])
votes = [
    {"participant_id": int(p), "statement_id": int(s), "vote": int(v), "modified": i}
    for i, (p, s, v) in enumerate(zip(given["who"], given["what"], given["vote"]))
]
began = time.perf_counter()
result = run_pipeline(votes=votes, random_state=int(sys.argv[2]))
took = time.perf_counter() - began
people = result.participants_df
people = people[people["to_cluster"]]
print(json.dumps({
    "seconds": took, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "people": [int(p) for p in people.index], "labels": [int(c) for c in people["cluster_id"]],
}))
"""


def one_core() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


def asked(command: list[str]) -> dict:
    """Run a program pinned to one core and read the JSON it prints."""
    pinned = ["taskset", "-c", str(max(os.sched_getaffinity(0))), *command]
    done = subprocess.run(pinned, capture_output=True, text=True, check=False, env=one_core())
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def ours(path: str) -> None:
    """The measured side of ours: votes as plain columns in, groups out."""
    from qulaq.methods.opinion.analysis import find_groups
    from qulaq.methods.opinion.votes import gather

    given = np.load(path)
    who, what, vote = given["who"], given["what"], given["vote"]
    began = time.perf_counter()
    groups = find_groups(gather(who, what, vote))
    took = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    from qulaq.methods.opinion.bridging import bridging
    from qulaq.methods.opinion.stability import resample

    began = time.perf_counter()
    stability = resample(groups.votes, groups.zeroed, groups.counted, groups.grouping.labels)
    between = time.perf_counter()
    bridging(groups.votes, groups.space.axes[0])
    answer = {
        "seconds": took,
        "megabytes": megabytes,
        "stability_seconds": between - began,
        "bridging_seconds": time.perf_counter() - between,
        "median_ari": stability.median,
        "p10": stability.p10,
        "k": groups.grouping.k,
        "people": groups.votes.participants[groups.counted].tolist(),
        "labels": groups.grouping.labels.tolist(),
    }
    print(json.dumps(answer))


def saved(folder: Path, people: int, statements: int, seed: int) -> tuple[Path, np.ndarray]:
    """A planted crowd as a file of columns in shuffled order, and its true groups."""
    from qulaq.methods.opinion.planted import plant

    crowd = plant(people, statements, seed=seed)
    votes = crowd.votes
    order = np.random.default_rng(seed).permutation(len(votes.values))
    path = folder / f"{people}x{statements}-{seed}.npz"
    np.savez(path, who=votes.rows()[order], what=votes.columns[order], vote=votes.values[order])
    return path, crowd.groups


def recovered(answer: dict, groups: np.ndarray) -> float:
    from qulaq.methods.opinion.stability import adjusted_rand

    labels = np.unique(answer["labels"], return_inverse=True)[1]
    return adjusted_rand(labels, groups[np.array(answer["people"])])


def speed(oracle: str, sizes: list[tuple[int, int]], rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for people, statements in sizes:
            path, groups = saved(Path(folder), people, statements, 1)
            asked([sys.executable, __file__, "ours", str(path)])  # compiles once, as an installed package has
            for _ in range(rounds):
                mine = asked([sys.executable, __file__, "ours", str(path)])
                theirs = asked([oracle, "-c", ORACLE, str(path), "0"])
                print(
                    f"{people}x{statements}: ours {mine['seconds']:.3f} s {mine['megabytes']:.0f} MB "
                    f"(stability {mine['stability_seconds']:.2f} s, bridging {mine['bridging_seconds']:.2f} s), "
                    f"red-dwarf {theirs['seconds']:.2f} s {theirs['megabytes']:.0f} MB: "
                    f"time {theirs['seconds'] / mine['seconds']:.1f}x, "
                    f"memory {theirs['megabytes'] / mine['megabytes']:.1f}x; "
                    f"planted ARI {recovered(mine, groups):.3f} against {recovered(theirs, groups):.3f}",
                    flush=True,
                )


class Watch:
    """Says how long a step took: on the clock, and in processor seconds (the fairer figure on a busy machine)."""

    def __init__(self) -> None:
        self.clock, self.processor = time.perf_counter(), time.process_time()

    def lap(self, what: str) -> None:
        clock, processor = time.perf_counter(), time.process_time()
        print(f"{what}: {clock - self.clock:.2f} s, {processor - self.processor:.2f} processor s", flush=True)
        self.clock, self.processor = time.perf_counter(), time.process_time()


def country() -> None:
    """A million people, two thousand statements: the whole way, then 10,000 new votes folded in."""
    from qulaq.methods.opinion.analysis import deepen, find_groups
    from qulaq.methods.opinion.planted import plant
    from qulaq.methods.opinion.running import Running

    votes = plant(1_000_000, 2000, seed=1, mean_votes=20.5).votes
    lots = np.random.default_rng(2)
    who, what, vote = votes.rows(), votes.columns, votes.values
    late = lots.permutation(len(vote))[:10_000]
    early = np.ones(len(vote), dtype=bool)
    early[late] = False
    Running.of(np.array([1, 1]), np.array([1, 2]), np.array([1, 1])).groups()  # libraries loaded
    watch = Watch()
    running = Running.of(who[early], what[early], vote[early])
    groups = running.groups()
    watch.lap(f"{len(vote)} votes to groups")
    deepen(groups)
    watch.lap("stability and bridging")
    running.fold(who[late], what[late], vote[late])
    folded = running.groups()
    watch.lap("10,000 new votes folded in")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", flush=True)
    whole = find_groups(votes)
    same = np.array_equal(folded.places, whole.places) and np.array_equal(folded.labels(), whole.labels())
    print(f"equal to the batch answer: {same}")


def planted(oracle: str | None) -> None:
    """Planted groups found, over several crowds."""
    with tempfile.TemporaryDirectory() as folder:
        for people, statements in ((500, 60), (2000, 300), (5000, 400)):
            mine, theirs = [], []
            for seed in range(1, 7):
                path, groups = saved(Path(folder), people, statements, seed)
                mine.append(recovered(asked([sys.executable, __file__, "ours", str(path)]), groups))
                if oracle:
                    theirs.append(recovered(asked([oracle, "-c", ORACLE, str(path), "0"]), groups))
            text = " ".join(f"{value:.2f}" for value in mine)
            print(f"{people}x{statements}: ours mean {np.mean(mine):.3f} ({text})", flush=True)
            if theirs:
                text = " ".join(f"{value:.2f}" for value in theirs)
                print(f"{people}x{statements}: red-dwarf mean {np.mean(theirs):.3f} ({text})", flush=True)


def official(data: Path) -> None:
    """Agreement with what Polis published, and stability."""
    from qulaq.methods.opinion.analysis import find_opinion
    from qulaq.methods.opinion.memory import read_memory
    from qulaq.methods.opinion.reading import read_conversation
    from qulaq.methods.opinion.stability import adjusted_rand

    for folder in sorted((data / "polis").iterdir()):
        if not folder.is_dir():
            continue
        talk = read_conversation(folder)
        with (folder / "participants-votes.csv").open(encoding="utf-8") as lines:
            named = {row["participant"]: row["group-id"] for row in csv.DictReader(lines)}
        theirs = np.array([named[str(person)] for person in talk.votes.participants])
        for k in (len(set(theirs) - {""}), None):
            found = find_opinion(talk.votes, zeroed=talk.zeroed(), meta=talk.meta(), k=k)
            counted = found.groups.counted
            both = theirs[counted] != ""
            published = np.unique(theirs[counted][both], return_inverse=True)[1]
            score = adjusted_rand(found.groups.grouping.labels[both], published)
            print(
                f"{folder.name}: k {'searched' if k is None else 'forced'} = {found.groups.grouping.k}, "
                f"ARI {score:.3f}; "
                f"stability median {found.stability.median:.3f}, p10 {found.stability.p10:.3f}, "
                f"{found.stability.verdict}",
                flush=True,
            )
    for folder in sorted((data / "polis_math").iterdir()):
        memory = read_memory(folder / "math-pca2.json")
        talk = read_conversation(folder)
        said = json.loads((folder / "math-pca2.json").read_text("utf-8"))
        for start in (memory, None):
            k = None if start else len(memory.names)
            found = find_opinion(talk.votes, zeroed=talk.zeroed(), meta=talk.meta(), memory=start, k=k)
            groups = found.groups
            people = groups.votes.participants[groups.counted]
            known = np.array([str(person) in memory.groups for person in people])
            theirs = np.array([memory.groups.get(str(person), -1) for person in people])
            score = adjusted_rand(groups.grouping.labels[known], theirs[known])
            comps = np.array(said["pca"]["comps"])
            cosines = [abs(float(np.sum(groups.space.axes[axis] * comps[axis]))) for axis in (0, 1)]
            told = [said["group-aware-consensus"][str(tid)] for tid in groups.votes.statements]
            wrong = float(np.abs(groups.group_aware_consensus - told).max())
            told = [said["comment-priorities"][str(tid)] for tid in groups.votes.statements]
            off = float(np.abs(groups.priorities - told).max())
            print(
                f"{folder.name}: {'warm' if start else 'cold, official k'}: |cos| {min(cosines):.9f}, "
                f"ARI {score:.3f}, "
                f"consensus off by {wrong:.1e}, priorities by {off:.1e}; stability median "
                f"{found.stability.median:.3f}, p10 {found.stability.p10:.3f}, {found.stability.verdict}",
                flush=True,
            )


def everything(oracle: str | None, data: Path | None) -> None:
    """All that can be measured with what is there, saying loudly what is not."""
    planted(oracle)
    country()
    if data is None:
        print("NOT MEASURED beside published groups: name the data with --data")
    else:
        official(data)
    if oracle is None:
        print("NOT MEASURED beside red-dwarf: name its interpreter with --oracle")
    else:
        speed(oracle, [(20_000, 1000), (50_000, 1000)], rounds=1)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["all", "speed", "country", "planted", "official", "ours"])
    parser.add_argument("path", nargs="?")
    parser.add_argument("--oracle", default=os.environ.get("QULAQ_REDDWARF_PYTHON"))
    parser.add_argument("--sizes", default="20000x1000")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    if given.what == "ours":
        ours(given.path)
    elif given.what == "all":
        everything(given.oracle, given.data)
    elif given.what == "speed":
        if not given.oracle:
            raise SystemExit("speed compares with red-dwarf: name its interpreter with --oracle")
        pairs = [tuple(int(part) for part in size.split("x")) for size in given.sizes.split(",")]
        speed(given.oracle, [(n, m) for n, m in pairs], given.rounds)
    elif given.what == "country":
        country()
    elif given.what == "planted":
        planted(given.oracle)
    elif given.data is None:
        raise SystemExit("official compares with published data: name its folder with --data")
    else:
        official(given.data)


if __name__ == "__main__":
    main()
