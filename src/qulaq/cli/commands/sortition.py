"""Draw a fair panel by lot: the lottery, the verifiable draw, its verification

Contract: CONTRACTS "Sortition". The numbers come from `qulaq.methods.sortition`.
"""

from __future__ import annotations

import json
import os
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qulaq.cli.answer import Parser, emit, tell
from qulaq.kernel.clock import parse_moment
from qulaq.kernel.errors import BadInput

LOOKS_LIKE = {
    "features.csv": ("*features*.csv", "*categories*.csv", "*quotas*.csv"),
    "people.csv": ("*people*.csv", "*respondents*.csv"),
    "lottery.json": ("*.json",),
}

EXAMPLE = """\
qulaq sortition lottery --features features.csv --people people.csv --size 75 --out lottery.json
  qulaq sortition commit DIR --features features.csv --people people.csv --size 75 --throws 20
  qulaq sortition draw DIR --dice 40917352285501763948
  qulaq sortition withdraw DIR --person p12 --reason "moved away"
  qulaq sortition verify DIR
  qulaq sortition verifier > verifier.py && python3 -I verifier.py DIR"""


def run(argv: Sequence[str]) -> int:
    # One thread, before numpy loads: results do not depend on the number of cores.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    parser = Parser(
        "sortition", says="Fair lotteries with quotas, and draws anyone can check.", example=EXAMPLE
    )
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=ArgumentParser)
    for name, (says, options, _) in VERBS.items():
        verb = verbs.add_parser(name, help=says, description=says)
        verb.error = parser.error  # type: ignore[method-assign]
        options(verb)
    chosen = parser.parse_args(argv)
    return VERBS[chosen.verb][2](chosen)


def _pool_options(verb: ArgumentParser, *, required: bool = True, size: bool = True) -> None:
    verb.add_argument("--features", type=Path, required=required, help="CSV feature,value,min,max")
    verb.add_argument("--people", type=Path, required=required, help="CSV, one row a person")
    if size:
        verb.add_argument("--size", type=int, required=required, help="persons on the panel")
    verb.add_argument(
        "--household", metavar="COLUMN", help="at most one person with equal values of this column"
    )


def _lottery_options(verb: ArgumentParser) -> None:
    _pool_options(verb)
    _solver_options(verb)
    verb.add_argument("--out", type=Path, help="file for the lottery (else standard output)")
    verb.add_argument("--svg", type=Path, help="file for a picture of everybody's chances")


def _solver_options(verb: ArgumentParser) -> None:
    verb.add_argument("--algorithm", choices=("leximin", "maximin"), default="leximin")
    verb.add_argument(
        "--time-limit", type=float, metavar="S", help="seconds; then the gap reached is published"
    )
    verb.add_argument("--balls", type=int, default=1000, metavar="M", help="panels of the uniform lottery")


def _commit_options(verb: ArgumentParser) -> None:
    verb.add_argument("folder", type=Path)
    _pool_options(verb, required=False)
    _solver_options(verb)
    verb.add_argument("--lottery", type=Path, help="a lottery already computed")
    verb.add_argument(
        "--sides", type=int, default=10, help="faces of a die; 10 means the digits 0-9 (default)"
    )
    verb.add_argument(
        "--throws", type=int, help="throws of the die (default 20 where no drand round is named)"
    )
    verb.add_argument("--drand-round", type=int, help="round of drand's quicknet, not yet public")
    verb.add_argument(
        "--drand-at", type=parse_moment, help="name the first round signed at this moment or later"
    )
    verb.add_argument(
        "--alternates", type=int, default=0, help="persons of the reserve to invite as alternates"
    )
    verb.add_argument("--title", default="")
    verb.add_argument("--at", type=parse_moment, help="moment of the commitment (default: now)")


def _draw_options(verb: ArgumentParser) -> None:
    verb.add_argument("folder", type=Path)
    verb.add_argument("--dice", help="the throws in order, as read into the protocol")
    verb.add_argument("--drand-signature", help="hex signature of the named round")


def _withdraw_options(verb: ArgumentParser) -> None:
    verb.add_argument("folder", type=Path)
    verb.add_argument("--person", required=True)
    verb.add_argument("--reason", required=True)
    verb.add_argument("--at", type=parse_moment, help="moment of the withdrawal (default: now)")


def _verify_options(verb: ArgumentParser) -> None:
    verb.add_argument("folder", type=Path)
    verb.add_argument("--published", metavar="HASH", help="the commitment as it was made public")


def _alternates_options(verb: ArgumentParser) -> None:
    _pool_options(verb, size=False)
    verb.add_argument("--panel", type=Path, required=True, help="JSON list of ids, or a transcript of a draw")
    verb.add_argument("--number", type=int, required=True, help="alternates to choose")
    verb.add_argument("--dropout", type=Path, help="CSV feature,value,rate: how often such people drop out")
    verb.add_argument("--rate", type=float, default=0.1, help="dropout rate of everybody else (default 0.1)")
    verb.add_argument("--scenarios", type=int, default=100)
    verb.add_argument("--seed", default="0", help="published seed of the simulated dropouts")


def _no_options(verb: ArgumentParser) -> None:
    del verb


def _hold(chosen: Namespace, features: Path, people: Path, size: int) -> dict[str, Any] | None:
    """The lottery's JSON; None (and the relaxation printed) where the quotas cannot be met."""
    from qulaq.methods.sortition import QuotasCannotBeMet, hold_lottery, read_pool

    pool = read_pool(features, people, household=chosen.household)
    try:
        lottery = hold_lottery(
            pool, size, algorithm=chosen.algorithm, m=chosen.balls, seconds=chosen.time_limit
        )
    except QuotasCannotBeMet as error:
        tell(str(error))
        emit(
            {
                "feasible": False,
                "why": str(error),
                "relaxation": [change.as_dict() for change in error.changes],
            }
        )
        return None
    if none := int((lottery.chances <= 0).sum()):
        tell(f"{none} people can be on no panel that keeps the quotas; see without_chance")
    if not lottery.mixture.optimal:
        tell(f"stopped early: the smallest chance is within {lottery.gap:.2%} of the best possible")
    if getattr(chosen, "svg", None):
        from qulaq.methods.sortition.picture import chances_picture

        chosen.svg.write_text(chances_picture(lottery.chances, size), "utf-8")
    return lottery.as_dict() | {"household": chosen.household}


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def _lottery(chosen: Namespace) -> int:
    answer = _hold(chosen, chosen.features, chosen.people, chosen.size)
    if answer is None:
        return 1
    if chosen.out is None:
        emit(answer)
        return 0
    _write(chosen.out, answer)
    shown = ("algorithm", "size", "objective", "optimal", "gap", "without_chance", "solver")
    emit({**{key: answer[key] for key in shown}, "out": str(chosen.out)})
    return 0


def _commit(chosen: Namespace) -> int:
    from qulaq.methods.sortition.draw import ceremony, record

    folder = chosen.folder
    folder.mkdir(parents=True, exist_ok=True)
    given = {record.FEATURES: chosen.features, record.PEOPLE: chosen.people, record.LOTTERY: chosen.lottery}
    for name, source in given.items():
        if source is None and not (folder / name).exists():
            source = _only(folder, *LOOKS_LIKE[name])
        if source is not None and source.resolve() != (folder / name).resolve():
            shutil.copyfile(_readable(source), folder / name)
    frozen = _lottery_of(folder / record.LOTTERY)
    size = chosen.size or (len(frozen["panels"][0]) if frozen else None)
    if not (folder / record.LOTTERY).exists():
        if size is None:
            raise BadInput("give --lottery FILE, or --size to compute one", field="--size")
        answer = _hold(chosen, _readable(folder / record.FEATURES), _readable(folder / record.PEOPLE), size)
        if answer is None:
            return 1
        _write(folder / record.LOTTERY, answer)
    named = chosen.drand_round
    if chosen.drand_at is not None:
        named = ceremony.round_at(chosen.drand_at)
    throws = chosen.throws if chosen.throws is not None else (20 if named is None else 0)
    dice = ceremony.Dice(chosen.sides, throws) if throws else None
    if dice and named is None and dice.bits < ceremony.ENOUGH_BITS:
        tell(f"{dice.bits:.0f} bits of dice can be tried out beforehand; {ceremony.ENOUGH_BITS} bits cannot")
    published = ceremony.commit(
        folder,
        size=size or 0,
        at=chosen.at or datetime.now(UTC),
        title=chosen.title,
        household=chosen.household or (frozen or {}).get("household"),
        alternates=chosen.alternates,
        dice=dice,
        drand_round=named,
    )
    tell("publish this hash before the randomness exists")
    emit(
        {
            "commitment": published,
            "manifest": str(folder / record.MANIFEST),
            "drand_round": named,
            "throws": throws,
        }
    )
    return 0


def _only(folder: Path, *patterns: str) -> Path | None:
    """The one file of the folder that looks like it, if there is just one."""
    found = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    return found[0] if len(found) == 1 else None


def _readable(path: Path) -> Path:
    if not path.is_file():
        raise BadInput("there is no such file", file=str(path))
    return path


def _lottery_of(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    try:
        lottery = json.loads(path.read_text("utf-8"))
        if not isinstance(lottery, dict) or not lottery["panels"][0]:
            raise ValueError("no panels")
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise BadInput("is not a lottery", file=str(path)) from error
    return lottery


def _draw(chosen: Namespace) -> int:
    from qulaq.methods.sortition.draw.ceremony import draw

    transcript = draw(chosen.folder, dice=chosen.dice, drand_signature=chosen.drand_signature)
    emit({key: transcript[key] for key in ("ball", "balls", "panel", "alternates")})
    return 0


def _withdraw(chosen: Namespace) -> int:
    from qulaq.methods.sortition.draw.ceremony import withdraw

    at = chosen.at or datetime.now(UTC)
    transcript = withdraw(chosen.folder, person=chosen.person, at=at, reason=chosen.reason)
    emit({**transcript["replacements"][-1], "panel": transcript["panel"]})
    return 0


def _verify(chosen: Namespace) -> int:
    from qulaq.methods.sortition.draw.check import verify

    if not chosen.folder.is_dir():
        raise BadInput("there is no such folder", file=str(chosen.folder))
    result = verify(chosen.folder, published=chosen.published)
    for problem in result["problems"]:
        tell(f"{problem['file']}: {problem['what']}")
    emit(result)
    return 0 if result["ok"] else 1


def _verifier(chosen: Namespace) -> int:
    from qulaq.methods.sortition.draw.script import verifier_script

    del chosen
    print(verifier_script(), end="")
    return 0


def _alternates(chosen: Namespace) -> int:
    from qulaq.methods.sortition import read_pool
    from qulaq.methods.sortition.alternates import choose_alternates, read_rates

    pool = read_pool(chosen.features, chosen.people, household=chosen.household)
    try:
        named = json.loads(_readable(chosen.panel).read_text("utf-8"))
    except ValueError as error:
        raise BadInput("is not JSON", file=str(chosen.panel)) from error
    panel = named["panel"] if isinstance(named, dict) and "panel" in named else named
    rates = (
        read_rates(_readable(chosen.dropout).read_text("utf-8"), file=str(chosen.dropout))
        if chosen.dropout
        else {}
    )
    choice = choose_alternates(
        pool,
        panel,
        chosen.number,
        rates=rates,
        rate=chosen.rate,
        scenarios=chosen.scenarios,
        seed=chosen.seed,
    )
    emit(choice.as_dict())
    return 0


Options = Callable[[ArgumentParser], None]
VERBS: dict[str, tuple[str, Options, Callable[[Namespace], int]]] = {
    "lottery": ("compute the lottery: panels, probabilities, everybody's chance", _lottery_options, _lottery),
    "commit": ("freeze a folder before the draw and name the randomness", _commit_options, _commit),
    "draw": ("hold the draw with the randomness that was named", _draw_options, _draw),
    "withdraw": ("log a withdrawal and draw who follows", _withdraw_options, _withdraw),
    "verify": ("check every file, the randomness and the replay", _verify_options, _verify),
    "verifier": ("print the auditor's script (standard library only)", _no_options, _verifier),
    "alternates": (
        "choose alternates that keep the expected quota loss smallest",
        _alternates_options,
        _alternates,
    ),
}
