"""The facts that officials and people are asked for, with the words beside the field."""

from __future__ import annotations

from typing import Final

from qulaq.kernel.words import Words
from qulaq.procedures.declaration import Field

REASONS: Final = Field(
    "text",
    Words(
        kk="Себебі: адамға түсінікті сөзбен",
        ru="Почему: словами, понятными человеку",
        en="Why: in words the person understands",
    ),
    least=10,
)
OFFICER: Final = Field("code", Words(kk="Орындаушы", ru="Исполнитель", en="Officer in charge"))
TO_BODY: Final = Field("code", Words(kk="Қай органға", ru="В какой орган", en="To which body"))
ANSWER: Final = Field("code", Words(kk="Жауап хаты", ru="Письмо с ответом", en="The letter of answer"))
PROOF: Final = Field(
    "choice",
    Words(kk="Қалай жеткізілді", ru="Как вручено", en="How it was delivered"),
    choices=("track_page", "sms", "email", "post", "cabinet", "by_hand"),
)
WHOLE: Final = Field(
    "flag",
    Words(kk="Іс толығымен берілді", ru="Дело передано целиком", en="The whole matter was transferred"),
    required=False,
)
