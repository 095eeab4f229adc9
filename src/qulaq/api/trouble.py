"""How the API says what to mend: a field and a sentence in three languages."""

from __future__ import annotations

from typing import Any, Final

from qulaq.kernel.words import Words

REUSED: Final = Words(
    kk="Бұл кілтпен басқа хат жіберілген: жаңа кілт алыңыз.",
    ru="С этим ключом уже отправлено другое письмо: возьмите новый ключ.",
    en="Another message was sent with this key: take a new key.",
)
GONE: Final = Words(
    kk="Мұндай нөмір мен код жұбы жоқ: талоннан қайта қараңыз.",
    ru="Такой пары номера и кода нет: проверьте по талону.",
    en="There is no such pair of number and code: look at the talon again.",
)


def trouble(words: Words, field: str | None) -> dict[str, Any]:
    return {"field": field, "message": words.as_dict()}


def troubles(*each: dict[str, Any]) -> dict[str, Any]:
    return {"detail": list(each)}
