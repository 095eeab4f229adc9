"""The cases of our own test PKI: each makes one defect (or none) and names the verdict that it must get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from methods.seal.pki import (
    ANSWERING,
    AT,
    CLIENT,
    DATA,
    DAY,
    DIGEST_256,
    DIGEST_512,
    DIGEST_SHA,
    EMPLOYEE,
    HEAD,
    INDIVIDUAL,
    ISSUER,
    LOGIN,
    MAIL,
    OCSP_SIGNING,
    ORGANISATION,
    ROOT,
    RSA_ISSUER,
    SIG_256,
    SIG_RSA,
    GostSecret,
    RsaSecret,
    Signing,
    attribute,
    authority,
    cms,
    extension,
    key_identifier,
    oid,
    person,
    person_name,
    point_of_order_two,
    seq,
    set_of,
    signed_attributes,
    tlv,
    utc,
    whole,
)
from methods.seal.pki_services import HOUR, RESPONDER, crl, ocsp, stamp
from qulaq.methods.seal.curve import GOST_256, GOST_512

CONTENT = b'{"action":"vote","choice":"7"}'
IIN = "900101400017"
AIGUL = person("aigul", IIN)
BAUYR = person("bauyr", "850505300025")
FORGED_CA = replace(ISSUER, secret=GostSecret("forger"), issuer=GostSecret("forger root"))
MIDDLE = authority("ҮЛГІ АРАЛЫҚ ОРТАЛЫҚ", GostSecret("middle"), ISSUER)


@dataclass(frozen=True)
class Case:
    """One file and what was known when it was judged."""

    name: str
    result: str
    cms: bytes
    content: bytes | None = CONTENT
    given: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)


def right(**how: Any) -> bytes:
    """Aigul's signature, with one thing changed."""
    return cms(CONTENT, Signing(AIGUL, **how))


def made(**changed: Any) -> Signing:
    """A signature by a certificate of Aigul's with one thing changed."""
    return Signing(replace(AIGUL, serial=AIGUL.serial + 1, **changed))


def signature_of(numbers: tuple[int, int]) -> bytes:
    return b"".join(number.to_bytes(64, "little") for number in numbers)


def genuine() -> tuple[int, int]:
    signature = AIGUL.secret.sign(set_of(*signed_attributes(Signing(AIGUL), CONTENT)))
    return int.from_bytes(signature[:64], "little"), int.from_bytes(signature[64:], "little")


def sound() -> Iterator[Case]:
    rsa = person("rustem", "770707300013", above=RSA_ISSUER, secret=RsaSecret("rustem"))
    small = person("sabira", "910101400011", secret=GostSecret("sabira", GOST_256))
    one = right()
    yield Case("attached", "ok", one)
    yield Case("attached, nothing expected", "ok", one, None)
    yield Case("detached", "ok", cms(CONTENT, Signing(AIGUL), attached=False))
    yield Case("empty content", "ok", cms(b"", Signing(AIGUL)), b"")
    rsa_trust = {"anchors": [RSA_ISSUER], "lists": [crl(by=RSA_ISSUER)]}
    yield Case("rsa", "ok", cms(CONTENT, Signing(rsa)), given=rsa_trust)
    named_by_key = Signing(rsa, used="1.2.840.113549.1.1.1")
    yield Case("rsa, only the key's algorithm named", "ok", cms(CONTENT, named_by_key), given=rsa_trust)
    yield Case("gost of 256 bits", "ok", cms(CONTENT, Signing(small)))
    yield Case("two signers", "ok", cms(CONTENT, Signing(AIGUL), Signing(BAUYR)))
    yield Case(
        "the expected person of age", "ok", one, asked={"iin": IIN, "min_age": 18, "role": "individual"}
    )
    yield Case(
        "issuing CA as anchor", "ok", one, given={"anchors": [ISSUER], "intermediates": [], "lists": [crl()]}
    )
    help_inside = cms(CONTENT, Signing(AIGUL), certificates=[AIGUL.der, ISSUER.der])
    yield Case("issuing CA inside the container", "ok", help_inside, given={"intermediates": []})
    yield Case("only an OCSP answer", "ok", one, given={"lists": [], "answers": [ocsp(AIGUL)]})
    by_ca = ocsp(AIGUL, by=ISSUER)
    yield Case("an OCSP answer by the CA itself", "ok", one, given={"lists": [], "answers": [by_ca]})
    later = [crl((AIGUL, AT + HOUR), published=AT + 2 * HOUR)]
    yield Case("revoked after the signature, list fetched later", "ok", one, given={"lists": later},
               asked={"checked_at": AT + 3 * HOUR})  # fmt: skip
    held = [crl((AIGUL, AT - DAY), reason=6, published=AT - 2 * HOUR), crl()]
    yield Case("a hold that a newer list lifted", "ok", one, given={"lists": held})
    stamped = right(unsigned=[stamp(signature_of(genuine()), AT - DAY)])
    yield Case("time-stamped", "ok", stamped)
    past = {"at": AT + 400 * DAY, "use_timestamp": True, "checked_at": AT}
    yield Case("ended since, but stamped in time", "ok", stamped, asked=past)
    malleated = right(unsigned=[attribute("1.2.3.4", whole(7))])
    yield Case("malleated container: another file, the same signature", "ok", malleated)
    flood = [AIGUL.der, *(replace(FORGED_CA, serial=n).der for n in range(100))]
    yield Case("certificate flood", "ok", cms(CONTENT, Signing(AIGUL), certificates=flood))
    yield Case("content in pieces", "ok", cms(CONTENT, Signing(AIGUL), pieces=5))
    yield Case("outer layers in BER", "ok", in_ber(one))
    yield Case("role organisation-head", "ok", cms(CONTENT, made(purposes=(MAIL, ORGANISATION, HEAD))),
               asked={"role": "organisation-head"})  # fmt: skip
    yield Case("role employee", "ok", cms(CONTENT, made(purposes=(MAIL, ORGANISATION, EMPLOYEE))),
               asked={"role": "employee"})  # fmt: skip


def in_ber(der: bytes) -> bytes:
    """The outer three layers rewritten with indefinite length, as some tokens write them."""
    content_type = oid("1.2.840.113549.1.7.2")
    start = der.index(content_type) + len(content_type)
    inner = der[start:]
    for _ in range(2):  # [0] and the SignedData sequence
        inner = inner[2 + (inner[1] & 0x7F if inner[1] > 0x7F else 0) :]
    end = b"\x00\x00"
    return b"\x30\x80" + content_type + b"\xa0\x80" + b"\x30\x80" + inner + 3 * end


def broken_forms() -> Iterator[Case]:
    one = right()
    yield Case("empty file", "malformed", b"")
    yield Case("text", "malformed", b"Not a signature, only a letter.")
    yield Case("a million spaces where base64 is looked for", "malformed", b"A" + b" " * 1_000_000 + b"!")
    yield Case("cut short", "malformed", one[:-7])
    yield Case("bytes after the end", "malformed", one + b"\x00")
    yield Case("a longer length than needed", "malformed", b"\x30\x84\x00\x00" + one[2:4] + one[4:])
    yield Case("length bomb", "malformed", b"\x30\x84\xff\xff\xff\xff" + one[4:])
    yield Case("deep nesting", "malformed", b"\x30\x80" * 100_000)
    yield Case("deep nesting of DER", "malformed", deep(2000))
    yield Case("a certificate instead of a container", "malformed", AIGUL.der)
    yield Case("too many certificates", "malformed",
               cms(CONTENT, Signing(AIGUL), certificates=[AIGUL.der, *([ISSUER.der] * 500)]))  # fmt: skip
    yield Case(
        "content too long", "malformed", cms(bytes(600_000), Signing(AIGUL, signature=bytes(128))), None
    )
    twice = [*signed_attributes(Signing(AIGUL), CONTENT), attribute("1.2.840.113549.1.9.5", utc(AT))]
    yield Case("an attribute twice", "malformed", right(attributes=twice))
    no_digest = [attribute("1.2.840.113549.1.9.3", oid(DATA)), attribute("1.2.840.113549.1.9.5", utc(AT))]
    yield Case("no message digest", "malformed", right(attributes=no_digest))
    yield Case("signed for another content type", "malformed", right(content_type="1.2.3.4"))
    yield Case("no signer", "no-signer", cms(CONTENT, certificates=[AIGUL.der]))
    yield Case("signer without certificate", "no-signer", cms(CONTENT, Signing(AIGUL), certificates=[]))
    yield Case(
        "another's certificate only", "no-signer", cms(CONTENT, Signing(AIGUL), certificates=[BAUYR.der])
    )
    both = cms(CONTENT, Signing(AIGUL), Signing(BAUYR))
    yield Case("two signers where one was expected", "multiple-signers", both, asked={"iin": IIN})
    yield Case("the same signer twice where one was expected", "multiple-signers",
               cms(CONTENT, Signing(AIGUL), Signing(AIGUL)), asked={"iin": IIN})  # fmt: skip


def deep(levels: int) -> bytes:
    inner = b"\x05\x00"
    for _ in range(levels):
        inner = tlv(0x30, inner)
    return inner


def wrong_contents() -> Iterator[Case]:
    yield Case("another content expected", "content-mismatch", right(), CONTENT + b" ")
    yield Case("another content shown", "content-mismatch", cms(CONTENT, Signing(AIGUL), show=b"9"), None)
    yield Case(
        "detached with another content",
        "content-mismatch",
        cms(CONTENT, Signing(AIGUL), attached=False),
        b"9",
    )
    yield Case(
        "detached, no content given", "content-mismatch", cms(CONTENT, Signing(AIGUL), attached=False), None
    )
    attributes = set_of(*signed_attributes(Signing(AIGUL), CONTENT))
    swapped = cms(attributes, Signing(AIGUL, without_attributes=True))
    yield Case("signed attributes presented as content", "content-mismatch", swapped)
    yield Case("signed attributes as content, nothing expected", "signature-invalid", swapped, None)
    yield Case("second signer of another content", "content-mismatch",
               cms(CONTENT, Signing(AIGUL), Signing(BAUYR, digest_value=bytes(64))))  # fmt: skip


def wrong_signatures() -> Iterator[Case]:
    r, s = genuine()
    q = GOST_512.q
    for what, numbers in {
        "r = 0": (0, s), "s = 0": (r, 0), "s = q": (r, q), "r = q": (q, s), "-s": (r, q - s),
        "r and s exchanged": (s, r),
    }.items():  # fmt: skip
        yield Case(what, "signature-invalid", right(signature=signature_of(numbers)))
    reversed_order = signature_of((r, s))[::-1]
    yield Case("Russian byte order", "signature-invalid", right(signature=reversed_order))
    yield Case("each number reversed", "signature-invalid",
               right(signature=reversed_order[64:] + reversed_order[:64]))  # fmt: skip
    yield Case("a signature cut short", "signature-invalid", right(signature=signature_of((r, s))[:127]))
    yield Case(
        "a signature with a byte more", "signature-invalid", right(signature=signature_of((r, s)) + b"\x00")
    )
    x, y = AIGUL.secret.point  # type: ignore[union-attr]
    yield Case("off-curve key", "signature-invalid", cms(CONTENT, made(point=(x, y + 1))))
    yield Case("key zero", "signature-invalid", cms(CONTENT, made(point=(0, 0))))
    low = person("low", IIN, secret=GostSecret("low", GOST_256), point=point_of_order_two())
    yield Case("key of small order", "signature-invalid", cms(CONTENT, Signing(low)))
    yield Case("another's signature", "signature-invalid", right(signature=BAUYR.secret.sign(b"x")))
    yield Case("digest of another length", "algorithm-mismatch", right(digest=DIGEST_256))
    yield Case("digest of another family", "algorithm-mismatch", right(digest=DIGEST_SHA))
    yield Case(
        "signature algorithm of another length", "algorithm-mismatch", right(used=SIG_256, digest=DIGEST_256)
    )
    yield Case(
        "signature algorithm of another family", "algorithm-mismatch", right(used=SIG_RSA, digest=DIGEST_SHA)
    )
    old = right(used="1.2.398.3.10.1.1.1.2", digest="1.2.398.3.10.1.3.1")
    yield Case("retired algorithm", "algorithm-mismatch", old)
    sha1 = right(used="1.2.840.113549.1.1.5", digest="1.3.14.3.2.26")
    yield Case("SHA-1", "algorithm-mismatch", sha1)
    yield Case("digest swapped in an RSA signature", "algorithm-mismatch",
               cms(CONTENT, Signing(person("r", IIN, above=RSA_ISSUER, secret=RsaSecret("rustem")),
                                    digest=DIGEST_512)))  # fmt: skip


def wrong_chains() -> Iterator[Case]:
    forged = person("aigul", IIN, above=FORGED_CA)
    both = [forged.der, FORGED_CA.der]
    yield Case("another PKI's anchor", "untrusted-chain", right(), given={"anchors": [RSA_ISSUER]})
    yield Case("no anchor", "untrusted-chain", right(), given={"anchors": []})
    yield Case(
        "a forged CA of the same name", "untrusted-chain", cms(CONTENT, Signing(forged), certificates=both)
    )
    twin = replace(FORGED_CA, key_id=key_identifier(ISSUER.secret))
    by_twin = replace(forged, authority_id=key_identifier(ISSUER.secret))
    yield Case("a forged CA with the same key identifier", "untrusted-chain",
               cms(CONTENT, Signing(by_twin), certificates=[by_twin.der, twin.der]))  # fmt: skip
    flood = [forged.der, *(replace(FORGED_CA, serial=n).der for n in range(100))]
    yield Case("a flood of forged CAs", "untrusted-chain", cms(CONTENT, Signing(forged), certificates=flood))
    own = authority("ӨЗ ОРТАЛЫҒЫ", GostSecret("own"))
    yield Case("a root of one's own", "untrusted-chain",
               cms(CONTENT, Signing(person("x", IIN, above=own)),
                   certificates=[person("x", IIN, above=own).der, own.der]))  # fmt: skip
    victim = person("victim", IIN, above=BAUYR)
    yield Case("a person's certificate used as a CA", "untrusted-chain",
               cms(CONTENT, Signing(victim), certificates=[victim.der, BAUYR.der]))  # fmt: skip
    yield Case("the signer's own certificate as an anchor", "untrusted-chain", right(),
               given={"anchors": [AIGUL], "intermediates": []})  # fmt: skip
    no_sign = replace(ISSUER, usage=b"\x03\x02\x01\x02")
    yield Case(
        "a CA that may not sign certificates", "untrusted-chain", right(), given={"intermediates": [no_sign]}
    )
    no_ca = replace(ISSUER, is_ca=False)
    yield Case(
        "a CA certificate without the CA flag", "untrusted-chain", right(), given={"intermediates": [no_ca]}
    )
    under = person("under", IIN, above=MIDDLE)
    short = replace(ISSUER, path_length=0)
    yield Case("a CA below one that may have none", "untrusted-chain", cms(CONTENT, Signing(under)),
               given={"intermediates": [short, MIDDLE]})  # fmt: skip
    strange = made(more=[extension("1.2.3.4.5", b"\x05\x00", critical=True)])
    yield Case("a critical extension nobody knows", "untrusted-chain", cms(CONTENT, strange))
    yield Case("ended", "certificate-expired", cms(CONTENT, made(ends=AT - DAY)))
    late = replace(made(ends=AT - DAY), time=AT - 2 * DAY)
    yield Case("ended, with a back-dated signingTime", "certificate-expired", cms(CONTENT, late))
    yield Case("not yet begun", "certificate-expired", cms(CONTENT, made(begins=AT + DAY)))
    yield Case("ended and nothing known of withdrawal", "certificate-expired", cms(CONTENT, made(ends=AT - DAY)),
               given={"lists": []})  # fmt: skip
    old = replace(ISSUER, ends=AT - DAY)
    yield Case("the CA ended", "certificate-expired", right(), given={"intermediates": [old]})
    stamped = right(unsigned=[stamp(signature_of(genuine()), AT - DAY, of=b"another signature")])
    past = {"at": AT + 400 * DAY, "use_timestamp": True, "checked_at": AT}
    yield Case("ended, stamp of another signature", "certificate-expired", stamped, asked=past)
    self_stamped = right(unsigned=[stamp(signature_of(genuine()), AT - DAY, by=AIGUL)])
    yield Case("ended, stamped by oneself", "certificate-expired", self_stamped, asked=past)


def withdrawals() -> Iterator[Case]:
    one, revoked = right(), [crl((AIGUL, AT - DAY))]
    yield Case("revoked by the list", "certificate-revoked", one, given={"lists": revoked})
    yield Case("on hold", "certificate-revoked", one, given={"lists": [crl((AIGUL, AT - DAY), reason=6)]})
    said = ocsp(AIGUL, status="revoked")
    yield Case(
        "revoked by the answer, good by the list", "certificate-revoked", one, given={"answers": [said]}
    )
    yield Case("revoked by the list, good by the answer", "certificate-revoked", one,
               given={"lists": revoked, "answers": [ocsp(AIGUL)]})  # fmt: skip
    yield Case("the CA revoked by the root", "certificate-revoked", one,
               given={"lists": [crl(), crl((ISSUER, AT - DAY), by=ROOT)]})  # fmt: skip
    delta = crl((AIGUL, AT - DAY), more=[extension("2.5.29.27", whole(6), critical=True)])
    yield Case("revoked by a delta list", "certificate-revoked", one, given={"lists": [crl(), delta]})
    empty_delta = crl(more=[extension("2.5.29.27", whole(6), critical=True)])
    for what, given in {
        "nothing given": {"lists": []},
        "a stale list": {"lists": [crl(published=AT - 9 * DAY, until=AT - DAY)]},
        "a stale list that would revoke": {"lists": [crl((AIGUL, AT - 10 * DAY), until=AT - DAY)]},
        "a list without an end": {"lists": [crl(until=None)]},
        "a list of tomorrow": {"lists": [crl(published=AT + DAY, until=AT + 2 * DAY)]},
        "a forged list": {"lists": [crl(secret=GostSecret("forger"))]},
        "another CA's list": {"lists": [crl(by=RSA_ISSUER)]},
        "only a delta list": {"lists": [empty_delta]},
        "a list for CAs only": {"lists": [crl(more=[scope(b"\x82\x01\xff")])]},
        "a list with a strange critical extension": {
            "lists": [crl(more=[extension("1.2.3.4", b"\x05\x00", critical=True)])]
        },
        "unreadable lists and answers": {"lists": [b"\x30\x03abc"], "answers": [b"", ocsp(AIGUL)[:-1]]},
        "a stale answer": {"lists": [], "answers": [ocsp(AIGUL, published=AT - 2 * DAY)]},
        "an answer past its end": {"lists": [], "answers": [ocsp(AIGUL, until=AT - HOUR / 2)]},
        "an answer of tomorrow": {"lists": [], "answers": [ocsp(AIGUL, published=AT + DAY)]},
        "an answer about another": {"lists": [], "answers": [ocsp(BAUYR)]},
        "an answer that knows nothing": {"lists": [], "answers": [ocsp(AIGUL, status="unknown")]},
        "a forged answer": {"lists": [], "answers": [ocsp(AIGUL, secret=GostSecret("forger"))]},
        "an answer by a neighbour": {"lists": [], "answers": [ocsp(AIGUL, by=BAUYR)]},
        "a responder of another CA": {"lists": [], "answers": [ocsp(AIGUL, by=FOREIGN_RESPONDER)]},
        "a responder that ended": {
            "lists": [],
            "answers": [ocsp(AIGUL, by=replace(RESPONDER, ends=AT - DAY))],
        },
        "the root's list is stale": {"lists": [crl(), crl(by=ROOT, until=AT - DAY)]},
    }.items():
        yield Case(what, "revocation-unknown", one, given=given)


def scope(flag: bytes) -> bytes:
    return extension("2.5.29.28", seq(flag), critical=True)


FOREIGN_RESPONDER = person("foreign", None, above=FORGED_CA, purposes=(OCSP_SIGNING,), usage=ANSWERING)


def wrong_people() -> Iterator[Case]:
    one = right()
    yield Case("a key for signing in", "wrong-key-purpose",
               cms(CONTENT, made(usage=LOGIN, purposes=(CLIENT, INDIVIDUAL))))  # fmt: skip
    yield Case("no key usage at all", "wrong-key-purpose", cms(CONTENT, made(usage=None)))
    yield Case(
        "a CA's own key", "wrong-key-purpose", cms(CONTENT, made(is_ca=True, usage=b"\x03\x02\x01\xc6"))
    )
    yield Case(
        "an individual where a head is asked", "wrong-key-purpose", one, asked={"role": "organisation-head"}
    )
    head = cms(CONTENT, made(purposes=(MAIL, ORGANISATION, HEAD)))
    yield Case("a head where an individual is asked", "wrong-key-purpose", head, asked={"role": "individual"})
    both = cms(CONTENT, made(purposes=(MAIL, INDIVIDUAL, ORGANISATION, EMPLOYEE)))
    yield Case("two roles at once", "wrong-key-purpose", both, asked={"role": "individual"})
    yield Case("another person", "signer-mismatch", cms(CONTENT, Signing(BAUYR)), asked={"iin": IIN})
    nobody = cms(CONTENT, made(subject=person_name("ЖҮЙЕ", None)))
    yield Case("a certificate without an IIN", "signer-mismatch", nobody, asked={"iin": IIN})
    for what, written in {"13 digits": IIN + "1", "11 digits": IIN[:-1], "a letter": "90010140001X"}.items():
        spelt = cms(CONTENT, made(subject=person_name("AIGUL", written)))
        yield Case(f"an IIN with {what}", "signer-mismatch", spelt, asked={"iin": IIN})
    young = person("young", "090101600017")
    yield Case("too young", "not-eligible", cms(CONTENT, Signing(young)), asked={"min_age": 18})
    tomorrow = person("tomorrow", "081123600017")
    yield Case("18 tomorrow", "not-eligible", cms(CONTENT, Signing(tomorrow)), asked={"min_age": 18})
    today = person("today", "081122600017")
    yield Case("18 today", "ok", cms(CONTENT, Signing(today)), asked={"min_age": 18})
    unborn = person("unborn", "999999300017")
    yield Case(
        "an IIN without a birth date", "not-eligible", cms(CONTENT, Signing(unborn)), asked={"min_age": 18}
    )
    century = person("century", "900101000017")
    yield Case(
        "an IIN without a century", "not-eligible", cms(CONTENT, Signing(century)), asked={"min_age": 18}
    )


GROUPS = sound, broken_forms, wrong_contents, wrong_signatures, wrong_chains, withdrawals, wrong_people
