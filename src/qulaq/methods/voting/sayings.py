"""What each step of a count says on the public page, in three languages. Names and numbers are put in as they are."""

from __future__ import annotations

from qulaq.kernel.words import Words


def most_votes(name: str, votes: str) -> Words:
    return Words(
        kk=f"{name}: {votes} дауыс. Орын алды.",
        ru=f"{name}: {votes} голосов. Место занято.",
        en=f"{name}: {votes} votes. Elected.",
    )


def spoilt(number: int, limit: int) -> Words:
    return Words(
        kk=f"{limit} атаудан көп белгіленген {number} бюллетень есептелмеді.",
        ru=f"Не засчитаны бюллетени, где отмечено больше {limit}: {number}.",
        en=f"Ballots that mark more than {limit} names were not counted: {number}.",
    )


def beats_all(name: str) -> Words:
    return Words(
        kk=f"{name} қалғандарының ешқайсысынан ұтылмайды. Орын алды.",
        ru=f"{name} не уступает никому из оставшихся. Место занято.",
        en=f"{name} is beaten by none of the others that remain. Elected.",
    )


def locked(winner: str, loser: str, votes: int, against: int) -> Words:
    return Words(
        kk=f"{winner} {loser} дегеннен жоғары: {votes} дауысқа {against}.",
        ru=f"{winner} выше, чем {loser}: {votes} против {against}.",
        en=f"{winner} stands above {loser}: {votes} votes to {against}.",
    )


def skipped(winner: str, loser: str) -> Words:
    return Words(
        kk=f"{winner} мен {loser} жұбы бұрынғы жұптарға қайшы, сондықтан есепке алынбады.",
        ru=f"Пара {winner} и {loser} противоречит прежним парам и не учтена.",
        en=f"The pair {winner} over {loser} contradicts earlier pairs and is left out.",
    )


def quota_reached(name: str, votes: str, quota: str) -> Words:
    return Words(
        kk=f"{name}: {votes} дауыс, қажеті {quota}. Орын алды; артық дауыстар келесі атауларға өтті.",
        ru=f"{name}: {votes} голосов при нужных {quota}. Место занято; излишек перешёл к следующим именам.",
        en=f"{name}: {votes} votes where {quota} are needed. Elected; the surplus goes to the next names.",
    )


def eliminated(name: str, votes: str) -> Words:
    return Words(
        kk=f"{name}: ең аз дауыс, {votes}. Шығып қалды; дауыстары келесі атауларға өтті.",
        ru=f"{name}: меньше всех голосов, {votes}. Выбывает; голоса перешли к следующим именам.",
        en=f"{name}: fewest votes, {votes}. Out; these votes go to the next names.",
    )


def left_over(name: str) -> Words:
    return Words(
        kk=f"{name}: орын мен үміткер саны теңесті. Орын алды.",
        ru=f"{name}: мест осталось столько же, сколько имён. Место занято.",
        en=f"{name}: as many seats are left as names. Elected.",
    )


def load_shared(name: str, load: str) -> Words:
    return Words(
        kk=f"{name}: қолдаушыларының ең үлкен жүктемесі ең аз, {load}. Орын алды.",
        ru=f"{name}: наибольшая нагрузка сторонников самая малая, {load}. Место занято.",
        en=f"{name}: the largest load of any supporter is the smallest, {load}. Elected.",
    )


def bought(name: str, price: str) -> Words:
    return Words(
        kk=f"{name}: қолдаушылары құнын төледі, әрқайсысы ең көбі {price}.",
        ru=f"{name}: сторонники оплатили полностью, каждый не больше {price}.",
        en=f"{name}: its supporters paid for it, none more than {price}.",
    )


def fits(name: str, votes: int, cost: str) -> Words:
    return Words(
        kk=f"{name}: {votes} дауыс, құны {cost}. Бюджетке сыйды.",
        ru=f"{name}: {votes} голосов, стоимость {cost}. Помещается в бюджет.",
        en=f"{name}: {votes} votes, cost {cost}. It fits the budget.",
    )


def too_dear(name: str, cost: str) -> Words:
    return Words(
        kk=f"{name}: құны {cost}. Қалған ақшаға сыймайды.",
        ru=f"{name}: стоимость {cost}. Не помещается в остаток.",
        en=f"{name}: cost {cost}. More than what is left.",
    )


def raised(share: str, rounds: int) -> Words:
    return Words(
        kk=f"Ақша қалғандықтан әр адамның үлесі {rounds} рет бір бірлікке өсіп, {share} болды.",
        ru=f"Деньги оставались, поэтому доля каждого выросла {rounds} раз на единицу, до {share}.",
        en=f"Money was left, so everybody's share was raised {rounds} times by one unit, to {share}.",
    )
