"""Lotteries, votes and budgets measured: our figures, and other people's programs on the same input in the same run.

    python benchmarks/deliberation_lotteries.py [--data DIR] [--oracles DIR] [--quick] [--profiles 1000]

`--data` holds `sortition/` and `pabulib/` (default: $QULAQ_DATA/deliberation). `--oracles` holds two environments,
`sort` (sortition-algorithms, click) and `votes` (votelib, abcvoting, pabutools); they are run as separate programs.
Times are CPU seconds of one thread; ratios are the figure to trust on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[_name] = "1"

import numpy as np  # noqa: E402

from qulaq.methods.sortition import Person, Pool, Quota, hold_lottery, read_people, read_quotas  # noqa: E402
from qulaq.methods.sortition.kinds import kinds_of  # noqa: E402
from qulaq.methods.voting import (  # noqa: E402
    Ballot,
    Ballots,
    approvals,
    equal_shares_budget,
    greedy_budget,
    parse_election,
    read_election,
    tally,
)

HERE = Path(__file__).parent
# people, panel, values of each feature, slack of the quotas below and above a hidden panel, seed
POOLS = {
    "tight 300/35": (300, 35, (2, 6, 6, 5, 3, 3), (0, 0), 1),
    "tight 300/35 b": (300, 35, (2, 6, 5, 5, 4, 3), (0, 1), 2),
    "many kinds 1700/110": (1700, 110, (2, 6, 6, 5, 4, 3, 2), (0, 1), 3),
    "large 5000/200": (5000, 200, (2, 6, 8, 5, 4, 3), (1, 1), 4),
}


def generated(name: str) -> tuple[Pool, int]:
    """A pool whose shares differ from the population's as volunteers' do, with quotas that a hidden panel meets."""
    people, size, widths, (below, above), seed = POOLS[name]
    rng = np.random.default_rng(seed)
    population = [rng.dirichlet(np.full(width, 3.0)) for width in widths]
    shares = [part * np.exp(rng.normal(0, 0.5, len(part))) for part in population]
    values = np.stack([rng.choice(len(part), people, p=part / part.sum()) for part in shares], axis=1)
    wish = np.ones(people)
    for feature, part in enumerate(population):
        there = np.bincount(values[:, feature], minlength=len(part)).clip(1)
        wish *= (part / there * people)[values[:, feature]]
    hidden = np.argsort(-np.log(rng.random(people)) / wish)[:size]
    quotas = []
    for feature, width in enumerate(widths):
        seats = np.bincount(values[hidden, feature], minlength=width)
        quotas += [
            Quota(f"f{feature}", f"v{value}", max(0, int(seats[value]) - below), int(seats[value]) + above)
            for value in range(width)
        ]
    persons = tuple(Person(f"p{i}", tuple(f"v{value}" for value in row)) for i, row in enumerate(values))
    return Pool(tuple(f"f{i}" for i in range(len(widths))), tuple(quotas), persons), size


def lottery_row(name: str, pool: Pool, size: int, algorithm: str) -> dict[str, Any]:
    began = time.process_time()
    lottery = hold_lottery(pool, size, algorithm=algorithm, seconds=600.0, clock=time.process_time)  # type: ignore[arg-type]
    whole = time.process_time() - began
    facts = lottery.as_dict()
    return {
        "pool": name,
        "kinds": kinds_of(pool, size).number,
        "algorithm": algorithm,
        "solver_s": round(lottery.seconds, 3),
        "whole_s": round(whole, 3),
        **facts["objective"],  # type: ignore[dict-item]
        "optimal": facts["optimal"],
        "gap": facts["gap"],
        "cuts": lottery.mixture.cuts,
        "uniform_loss": facts["uniform"]["loss"],  # type: ignore[index]
        "panels": len(lottery.panels),
        "peak_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def given_pools(data: Path) -> dict[str, tuple[Pool, int]]:
    found = {}
    files = {
        "kz_b 825/75": ("kz_b_825_75_features.csv", "kz_b_825_75_people.csv", 75),
        "example_small 200/20": ("example_small_20_categories.csv", "example_small_20_respondents.csv", 20),
    }
    for name, (features, people, size) in files.items():
        quotas = read_quotas((data / "sortition" / features).read_text("utf-8"))
        found[name] = read_people((data / "sortition" / people).read_text("utf-8"), quotas), size
    return found


def incumbent_lottery(python: Path, pool: Pool, size: int) -> float:
    """CPU seconds of sortition-algorithms' maximin (HiGHS), its start-up on a trivial pool taken off."""
    trivial = Pool(
        ("x",),
        (Quota("x", "a", 1, 1), Quota("x", "b", 1, 1)),
        tuple(Person(f"t{i}", ("ab"[i % 2],)) for i in range(4)),
    )
    return _incumbent(python, pool, size) - _incumbent(python, trivial, 2)


def _incumbent(python: Path, pool: Pool, size: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        quotas = "".join(f"{q.feature},{q.value},{q.least},{q.most}\n" for q in pool.quotas)
        (place / "f.csv").write_text("feature,value,min,max\n" + quotas)
        people = "".join(f"{p.id},{','.join(p.values)}\n" for p in pool.people)
        (place / "p.csv").write_text(f"id,{','.join(pool.features)}\n" + people)
        (place / "s.toml").write_text(
            'id_column = "id"\ncheck_same_address = false\ncheck_same_address_columns = []\nmax_attempts = 1\n'
            'columns_to_keep = []\nselection_algorithm = "maximin"\nsolver_backend = "highspy"\n'
            "random_number_seed = 1\n"
        )
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run(
            [str(python.parent / "sortition"), "csv", "-S", "s.toml", "-f", "f.csv", "-p", "p.csv", "-s", "o.csv",
             "-r", "r.csv", "-n", str(size), "--no-progress"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode or not (place / "o.csv").exists():
            raise SystemExit(f"sortition-algorithms failed: {done.stderr[-800:]}{done.stdout[-400:]}")
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def ask(python: Path, question: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [str(python), str(HERE / "oracles" / "votes.py")],
        input=json.dumps(question), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def random_cases(number: int) -> dict[str, list[dict[str, Any]]]:
    rnd = random.Random(1)  # noqa: S311  (test profiles, nothing secret)
    cases: dict[str, list[dict[str, Any]]] = {"rankings": [], "committees": [], "random_budgets": []}
    for index in range(number):
        names = [chr(97 + i) for i in range(rnd.randint(3, 6))]
        voters = rnd.randint(15, 61)
        orders = [
            rnd.sample(names, rnd.randint(1, len(names)) if index % 2 else len(names)) for _ in range(voters)
        ]
        counts = [rnd.randint(1, 10**6) for _ in orders]  # large counts: no accidental ties
        seats = rnd.randint(2, len(names) - 1)
        cases["rankings"].append({"candidates": names, "seats": seats, "ballots": orders, "counts": counts})
        names = [chr(97 + i) for i in range(rnd.randint(4, 8))]
        sets = [rnd.sample(names, rnd.randint(1, len(names) - 1)) for _ in range(rnd.randint(5, 30))]
        seats = rnd.randint(2, len(names) - 1)
        cases["committees"].append({"candidates": names, "seats": seats, "ballots": sets})
        costs = {name: rnd.randint(5, 60) for name in names}
        cases["random_budgets"].append({"costs": costs, "budget": rnd.randint(60, 150), "ballots": sets})
    return cases


def agreement(python: Path, number: int) -> list[dict[str, Any]]:
    """How often our outcome is theirs (one of theirs, where they report several tied ones)."""
    cases = random_cases(number)
    answers = ask(python, cases)
    same: Counter[str] = Counter()
    asked: Counter[str] = Counter()

    def note(rule: str, equal: bool) -> None:
        asked[rule] += 1
        same[rule] += equal

    for case, answer in zip(cases["rankings"], answers["rankings"], strict=True):
        ranked = zip(case["ballots"], case["counts"], strict=True)
        ballots = Ballots(
            tuple(case["candidates"]),
            tuple(Ballot(tuple(frozenset({name}) for name in order), count) for order, count in ranked),
        )
        for rule, theirs in answer.items():
            if theirs is not None:
                ours = tally(ballots, rule, case["seats"] if rule == "stv" else 1).elected
                note(rule, set(ours) == set(theirs))
    for case, answer in zip(cases["committees"], answers["committees"], strict=True):
        for rule, committees in answer.items():
            ours = tally(approvals(case["ballots"], case["candidates"]), rule, case["seats"]).elected
            note(rule, sorted(ours) in committees)
    for case, answer in zip(cases["random_budgets"], answers["random_budgets"], strict=True):
        election = parse_election(_as_pabulib(case))
        for utility, outcomes in answer.items():
            selected = equal_shares_budget(election, utility=utility).selected  # type: ignore[arg-type]
            note(f"budget, {utility} utility", sorted(selected) in outcomes)
    return [{"rule": rule, "profiles": asked[rule], "equal": same[rule]} for rule in asked]


def _as_pabulib(case: dict[str, Any]) -> str:
    projects = "".join(f"{name};{cost}\n" for name, cost in case["costs"].items())
    votes = "".join(f"{voter};{','.join(chosen)}\n" for voter, chosen in enumerate(case["ballots"]))
    head = f"META\nkey;value\nbudget;{case['budget']}\nPROJECTS\nproject_id;cost\n"
    return f"{head}{projects}VOTES\nvoter_id;vote\n{votes}"


def budget_rows(data: Path, python: Path | None) -> list[dict[str, Any]]:
    path = data / "pabulib" / "Poland_Swiecie_2023.pb"
    election = read_election(path)
    runs: dict[str, Callable[[], Any]] = {
        "plain": lambda: equal_shares_budget(election, explained=False),
        "add1": lambda: equal_shares_budget(election, completion="add1"),
        "plain, explained": lambda: equal_shares_budget(election),
        "greedy": lambda: greedy_budget(election),
    }
    theirs = ask(python, {"budgets": {"file": str(path), "repeat": "3"}})["budgets"] if python else {}
    official = sorted(election.officially_selected or ())
    rows = []
    for name, run in runs.items():
        times = []
        for _ in range(9 if name != "add1" else 5):
            start = time.process_time()
            outcome = run()
            times.append(time.process_time() - start)
        row: dict[str, Any] = {"run": name, "ours_s": round(min(times), 5)}
        if name == "add1":
            row["official"] = sorted(outcome.selected) == official
        rivals = [theirs[key] for key in (name, f"{name} merged") if key in theirs]
        if name.startswith("plain") and theirs:
            rivals = [theirs["plain"]]
        if rivals:
            quickest = min(rival["seconds"] for rival in rivals)
            row |= {"pabutools_s": round(quickest, 4), "ratio": round(quickest / min(times), 1)}
            row["same_set"] = all(rival["selected"] == sorted(outcome.selected) for rival in rivals)
            if name == "plain":
                row["pabutools_merged_s"] = round(theirs["plain merged"]["seconds"], 4)
        rows.append(row)
    return rows


def table(title: str, rows: list[dict[str, Any]]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = [f"\n## {title}\n", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(str(row.get(column, '')) for column in columns)} |" for row in rows]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    named = os.environ.get("QULAQ_DATA")
    parser.add_argument("--data", type=Path, default=Path(named) / "deliberation" if named else None)
    parser.add_argument("--oracles", type=Path, default=None)
    parser.add_argument(
        "--quick", action="store_true", help="leave out the two large pools and the slow rival"
    )
    parser.add_argument("--only", help="one generated pool by name")
    parser.add_argument("--profiles", type=int, default=1000)
    chosen = parser.parse_args()
    if chosen.only:
        table("Lotteries", [lottery_row(chosen.only, *generated(chosen.only), "leximin")])
        return 0
    rows = []
    if chosen.data is None:
        sys.stderr.write(
            "no --data and no QULAQ_DATA: the given pools and the real election are NOT measured\n"
        )
    else:
        for name, (pool, size) in given_pools(chosen.data).items():
            for algorithm in ("maximin", "leximin"):
                row = lottery_row(name, pool, size, algorithm)
                if chosen.oracles and algorithm == "maximin" and not chosen.quick:
                    theirs = incumbent_lottery(chosen.oracles / "sort" / "bin" / "python", pool, size)
                    row |= {
                        "sortition_algorithms_s": round(theirs, 2),
                        "ratio": round(theirs / row["solver_s"], 1),
                    }
                rows.append(row)
    for name in POOLS:
        if not chosen.quick or name.startswith("tight"):
            rows.append(lottery_row(name, *generated(name), "leximin"))
    table("Lotteries", rows)
    votes = chosen.oracles / "votes" / "bin" / "python" if chosen.oracles else None
    if chosen.data is not None:
        table("Świecie 2023", budget_rows(chosen.data, votes))
    if votes:
        table("Agreement on random profiles", agreement(votes, chosen.profiles))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
