"""Is this signature, by this certificate's key, over this content? Steps 2 to 4 of the order of checks."""

from __future__ import annotations

from collections.abc import Sequence

from qulaq.methods.seal.algorithms import AlgorithmMismatch, digest, scheme, signature_is_good
from qulaq.methods.seal.arithmetic import Arithmetic
from qulaq.methods.seal.certificate import Certificate, read_certificate
from qulaq.methods.seal.container import CONTENT_TYPE, MESSAGE_DIGEST, Container, Signer
from qulaq.methods.seal.der import OCTET_STRING, Element, Malformed, oid
from qulaq.methods.seal.verdict import Refusal


def readable_certificates(container: Container) -> list[Certificate]:
    """The certificates of a container that can be read; they are believed in nothing."""
    found = []
    for der in container.certificates:
        try:
            found.append(read_certificate(der))
        except Malformed:
            continue
    return found


def signers_certificate(signer: Signer, certificates: Sequence[Certificate]) -> Certificate:
    """The certificate that the signer names. Errors: Refusal "no-signer", "malformed" where two fit."""
    fitting = [each for each in certificates if _is_named(signer, each)]
    if not fitting:
        raise Refusal("no-signer", "the signer's certificate is not in the container or cannot be read")
    if len(fitting) > 1:
        raise Refusal("malformed", "two certificates fit one signer")
    return fitting[0]


def check_signature(
    container: Container,
    signer: Signer,
    certificates: Sequence[Certificate],
    content: bytes | None,
    machinery: Arithmetic,
) -> Certificate:
    """The certificate whose key signed `content`.

    Errors: Refusal with the first of no-signer, algorithm-mismatch, signature-invalid (no signed attributes), malformed
    (attributes), content-mismatch, signature-invalid.
    """
    certificate = signers_certificate(signer, certificates)
    try:
        used = scheme(signer.algorithm, signer.digest)
        if certificate.key.algorithm != used.key:
            raise AlgorithmMismatch(f"{used.name} does not belong to the signer's key")
        _check_attributes(container, signer, content, machinery)
        if signature_is_good(certificate.key, used, signer.signature, signer.signed, machinery):
            return certificate
    except AlgorithmMismatch as error:
        raise Refusal("algorithm-mismatch", str(error)) from error
    raise Refusal("signature-invalid", "the signature does not belong to the signer's key and this content")


def _check_attributes(
    container: Container, signer: Signer, content: bytes | None, machinery: Arithmetic
) -> None:
    if signer.attributes is None:
        # Without them, signed attributes of another signature could be passed off as content (RFC 5652 section 11).
        raise Refusal("signature-invalid", "the signature has no signed attributes")
    kind = Element.whole(_only(signer, CONTENT_TYPE, "content type"))
    if oid(kind) != container.content_type:
        raise Refusal("malformed", "the signed content type is not that of the content")
    signed_digest = Element.whole(_only(signer, MESSAGE_DIGEST, "message digest")).expect(
        OCTET_STRING, "digest"
    )
    if content is None:
        raise Refusal("content-mismatch", "the signature is detached and no content was given")
    if digest(signer.digest, content, machinery) != signed_digest.value:
        raise Refusal("content-mismatch", "the content is not what was signed")


def _only(signer: Signer, name: str, what: str) -> bytes:
    values = (signer.attributes or {}).get(name, ())
    if len(values) != 1:
        raise Refusal("malformed", f"the signer does not have exactly one {what}")
    return values[0]


def _is_named(signer: Signer, certificate: Certificate) -> bool:
    if signer.issuer is None:
        return certificate.subject_key is not None and certificate.subject_key == signer.key_identifier
    return certificate.serial == signer.serial and certificate.issuer.key == signer.issuer.key
