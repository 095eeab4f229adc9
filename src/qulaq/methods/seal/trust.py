"""What the verifier was given to rely on: anchors, certificates that help, lists and answers about withdrawal.

One `Trust` serves many checks: signature checks of CA certificates, lists and responders are remembered by their exact
bytes, so a thousand ballots cost a thousand checks of the voters' own signatures and not of the CA's. Reading never
fails on a foreign file: what cannot be read is counted as not given, and `ignored` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from qulaq.methods.seal.algorithms import AlgorithmMismatch, scheme, signature_is_good
from qulaq.methods.seal.arithmetic import Arithmetic, arithmetic
from qulaq.methods.seal.certificate import Certificate, read_certificate
from qulaq.methods.seal.container import unarmoured
from qulaq.methods.seal.crl import RevocationList, read_revocation_list
from qulaq.methods.seal.der import Malformed
from qulaq.methods.seal.ocsp import Response, read_response

REMEMBERED: Final = 4096
Readable = TypeVar("Readable")


@dataclass
class Trust:
    """`anchors` are CA certificates believed as they are, root or not; everything else must be signed by them."""

    anchors: tuple[Certificate, ...]
    intermediates: tuple[Certificate, ...] = ()
    lists: tuple[RevocationList, ...] = ()
    responses: tuple[Response, ...] = ()
    ignored: tuple[str, ...] = ()
    machinery: Arithmetic = field(default_factory=arithmetic)
    _checked: dict[tuple[bytes, bytes, bytes], bool] = field(default_factory=dict, repr=False)

    def signed_by(self, issuer: Certificate, used: str, signature: bytes, signed: bytes) -> bool:
        """Whether `signature` over `signed` is the issuer's; an algorithm not accepted is no."""
        key = issuer.der, signature, signed
        if key not in self._checked:
            if len(self._checked) >= REMEMBERED:
                self._checked.clear()
            try:
                good = signature_is_good(issuer.key, scheme(used), signature, signed, self.machinery)
            except AlgorithmMismatch:
                good = False
            self._checked[key] = good
        return self._checked[key]


def trust(
    anchors: Iterable[bytes],
    *,
    intermediates: Iterable[bytes] = (),
    lists: Iterable[bytes] = (),
    answers: Iterable[bytes] = (),
    machinery: Arithmetic | None = None,
) -> Trust:
    """A `Trust` from files' bytes (DER, PEM or base64).

    Certificates among the anchors that are no CA's are ignored, as is everything unreadable; see `Trust.ignored`.
    """
    ignored: list[str] = []
    given = _readable(anchors, certificate_of, "anchor", ignored)
    ignored += [f"anchor {each.subject} is not a CA" for each in given if not each.authority[0]]
    return Trust(
        anchors=tuple(each for each in given if each.authority[0]),
        intermediates=tuple(_readable(intermediates, certificate_of, "intermediate", ignored)),
        lists=tuple(_readable(lists, read_revocation_list, "CRL", ignored)),
        responses=tuple(_readable(answers, response_of, "OCSP answer", ignored)),
        ignored=tuple(ignored),
        machinery=machinery or arithmetic(),
    )


def certificate_of(data: bytes) -> Certificate:
    """One certificate in DER, PEM or base64. Errors: Malformed."""
    return read_certificate(unarmoured(data))


def response_of(data: bytes) -> Response:
    """One OCSP answer in DER or base64. Errors: Malformed."""
    return read_response(unarmoured(data))


def _readable(
    given: Iterable[bytes], reader: Callable[[bytes], Readable], what: str, ignored: list[str]
) -> list[Readable]:
    found = []
    for number, data in enumerate(given, 1):
        try:
            found.append(reader(data))
        except Malformed as error:
            ignored.append(f"{what} {number} cannot be read: {error}")
    return found
