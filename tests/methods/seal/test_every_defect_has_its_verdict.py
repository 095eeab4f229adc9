"""Our own PKI of invented people: each defect gets exactly its verdict, whatever does the arithmetic."""

from __future__ import annotations

from itertools import chain

import pytest

from methods.seal.pki import AT, ISSUER, ROOT
from methods.seal.pki_services import crl
from methods.seal.seal_cases import GROUPS, Case
from qulaq.kernel.errors import BadInput
from qulaq.methods.seal.arithmetic import Arithmetic, arithmetic
from qulaq.methods.seal.evidence import recheck
from qulaq.methods.seal.trust import Trust, trust
from qulaq.methods.seal.verdict import WORST_FIRST
from qulaq.methods.seal.verify import Context, verify

CASES = list(chain.from_iterable(group() for group in GROUPS))


def trust_of(case: Case, machinery: Arithmetic | None = None) -> Trust:
    given = {"anchors": [ROOT], "intermediates": [ISSUER], "lists": [crl()], "answers": [], **case.given}
    return trust(
        [each.der for each in given["anchors"]],
        intermediates=[each.der for each in given["intermediates"]],
        lists=given["lists"],
        answers=given["answers"],
        machinery=machinery,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict_is_the_one_that_the_defect_deserves(case: Case) -> None:
    context = Context(trust_of(case, arithmetic("python")), **{"at": AT, **case.asked})
    verdict = verify(case.cms, case.content, context)
    assert verdict.result == case.result, verdict.why
    assert verdict.why
    if verdict.signers:
        verdicts = [signer.verdict for signer in verdict.signers]
        assert verdict.result == min(verdicts, key=WORST_FIRST.index)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_evidence_alone_repeats_the_check(case: Case) -> None:
    verdict = verify(case.cms, case.content, Context(trust_of(case), **{"at": AT, **case.asked}))
    assert recheck(verdict.evidence, case.cms, case.content)[0]


def test_there_are_at_least_forty_cases_and_every_verdict_has_one() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 40
    assert {case.result for case in CASES} == set(WORST_FIRST)


def test_faster_machinery_changes_no_verdict() -> None:
    try:
        fast = arithmetic("openssl")
    except BadInput:
        pytest.skip("LOUD: no usable libcrypto here, only plain Python was tested")
    for case in CASES:
        context = Context(trust_of(case, fast), **{"at": AT, **case.asked})
        assert verify(case.cms, case.content, context).result == case.result, case.name
