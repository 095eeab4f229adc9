"""A valid IIN, card or account number is found however it is grouped and whatever stands around it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qulaq.kernel.numbers import check_digit
from qulaq.methods.text import pii
from qulaq.methods.text.pii.numbers import luhn

BEFORE = ["", "ЖСН: ", "мой иин ", "ИИН", "Номер ", "(", "данные: Ким А., ", "шот ", "№ ", "карта:", "2026 жылы, ",
          "тел жоқ. "]  # fmt: skip
AFTER = ["", ".", ", рахмет", ")", " проверьте пожалуйста", "\nспасибо", "; дом 5", " 🙏"]
SEAMS = ["", " ", "-", "\u00a0"]


@st.composite
def iins(draw: st.DrawFn) -> str:
    for _ in range(50):
        eleven = "".join((f"{draw(st.integers(0, 99)):02}", f"{draw(st.integers(1, 12)):02}",
                          f"{draw(st.integers(1, 28)):02}", str(draw(st.integers(1, 6))),
                          f"{draw(st.integers(0, 9999)):04}"))  # fmt: skip
        digit = check_digit(eleven)
        if digit is not None and (eleven[6] not in "56" or int(eleven[:2]) <= 26):
            return eleven + str(digit)
    return "850101300121"


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from("2345")) + draw(st.text("0123456789", min_size=14, max_size=14))
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


@st.composite
def accounts(draw: st.DrawFn) -> str:
    rest = "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=3, max_size=3))) + "".join(
        draw(st.lists(st.sampled_from("0123456789ABCKT"), min_size=13, max_size=13))
    )
    check = 98 - int("".join(str(int(c, 36)) for c in f"{rest}KZ00")) % 97
    return f"KZ{check:02}{rest}"


def grouped(number: str, size: int, seam: str) -> str:
    return seam.join(number[i : i + size] for i in range(0, len(number), size)) if seam else number


def is_found(text: str, kind: str, start: int, end: int) -> bool:
    return any(k == kind and a <= start and end <= b for k, a, b in pii.find(text))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(iins(), st.sampled_from([2, 3, 4, 6]), st.sampled_from(SEAMS), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_an_iin(number: str, size: int, seam: str, before: str, after: str) -> None:
    said = grouped(number, size, seam)
    assert is_found(before + said + after, "IIN", len(before), len(before) + len(said)), before + said + after


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cards(), st.sampled_from(SEAMS), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_a_card(number: str, seam: str, before: str, after: str) -> None:
    said = grouped(number, 4, seam)
    assert is_found(before + said + after, "CARD", len(before), len(before) + len(said)), before + said + after


@settings(max_examples=100, deadline=None, derandomize=True)
@given(accounts(), st.sampled_from(["", " "]), st.sampled_from(BEFORE[:-1]), st.sampled_from(AFTER))
def test_an_account(number: str, seam: str, before: str, after: str) -> None:
    said = grouped(number, 4, seam)
    text = f"{before} {said}{after}"
    assert is_found(text, "IBAN", len(before) + 1, len(before) + 1 + len(said)), text
