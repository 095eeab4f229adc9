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
UNREADABLE: Final = Words(
    kk="Сұрау оқылмады: дұрыс JSON жіберіңіз.",
    ru="Запрос не прочитан: пришлите правильный JSON.",
    en="The request cannot be read: send valid JSON.",
)
SLOWER: Final = Words(
    kk="Тым жиі: бір минуттан кейін қайталаңыз, ештеңе жоғалмайды.",
    ru="Слишком часто: повторите через минуту, ничего не потеряется.",
    en="Too often: try again in a minute; nothing is lost.",
)
MISSING: Final = Words(kk="Осы жерді толтырыңыз.", ru="Заполните это поле.", en="Fill this in.")


def unfit(error: dict[str, Any]) -> Words:
    """A shape's own message, with plain words around it in each language."""
    if error["type"] == "missing":
        return MISSING
    said = str(error["msg"])
    return Words(
        kk=f"Мән жарамайды: {said}", ru=f"Значение не подходит: {said}", en=f"The value does not fit: {said}"
    )


def trouble(words: Words, field: str | None) -> dict[str, Any]:
    return {"field": field, "message": words.as_dict()}


def troubles(*each: dict[str, Any]) -> dict[str, Any]:
    return {"detail": list(each)}
