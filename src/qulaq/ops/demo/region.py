"""Zhambyl region and three of its districts. Bodies are real kinds of bodies; every person is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from qulaq.kernel.kato import Gazetteer
from qulaq.kernel.words import Words
from qulaq.people.actors import Actor, official
from qulaq.people.acts import fill_post, give_role, invite_official, load_places, open_body
from qulaq.people.models import Account, Body, BodyLevel, PostKind, Role

SINCE: Final = date(2024, 1, 1)
HEAD: Final = Words(kk="Басшы", ru="Руководитель", en="Head")
AKIM: Final = Words(kk="Әкім", ru="Аким", en="Akim")


@dataclass(frozen=True, slots=True)
class Plan:
    """A body to open: its code, what it answers for, its head and its registrar and officer, all invented."""

    code: str
    names: Words
    level: BodyLevel
    place: str
    parent: str | None
    competences: tuple[str, ...]
    head: str
    registrar: str
    officer: str
    phone: str


PLANS: Final = (
    Plan(
        "zhambyl-akimat",
        Words(kk="Жамбыл облысының әкімдігі", ru="Акимат Жамбылской области", en="Akimat of Zhambyl region"),
        BodyLevel.REGION,
        "310000000",
        None,
        ("other", "services", "transport", "culture_sport", "telecom", "corruption", "rumour", "business"),
        "Қаратаев Ержан Бекұлы",
        "Әділова Сәния",
        "Серікбаев Ілияс",
        "8 (7262) 00-00-10",
    ),
    Plan(
        "zhambyl-education",
        Words(
            kk="Жамбыл облысының білім басқармасы",
            ru="Управление образования Жамбылской области",
            en="Education department of Zhambyl region",
        ),
        BodyLevel.REGION,
        "310000000",
        "zhambyl-akimat",
        ("education",),
        "Нұрланова Айман",
        "Қасенова Гүлім",
        "Төребек Санжар",
        "8 (7262) 00-00-20",
    ),
    Plan(
        "zhambyl-health",
        Words(
            kk="Жамбыл облысының денсаулық сақтау басқармасы",
            ru="Управление здравоохранения Жамбылской области",
            en="Health department of Zhambyl region",
        ),
        BodyLevel.REGION,
        "310000000",
        "zhambyl-akimat",
        ("health",),
        "Ибраев Марат",
        "Лебедева Ольга",
        "Омарова Жазира",
        "8 (7262) 00-00-30",
    ),
    Plan(
        "zhambyl-social",
        Words(
            kk="Жұмыспен қамтуды үйлестіру және әлеуметтік бағдарламалар басқармасы",
            ru="Управление координации занятости и социальных программ",
            en="Department of employment and social programmes",
        ),
        BodyLevel.REGION,
        "310000000",
        "zhambyl-akimat",
        ("social", "jobs"),
        "Смағұлова Роза",
        "Ахметжан Нәзира",
        "Пак Елена",
        "8 (7262) 00-00-40",
    ),
    Plan(
        "baizak-akimat",
        Words(kk="Байзақ ауданының әкімдігі", ru="Акимат Байзакского района", en="Akimat of Baizak district"),
        BodyLevel.DISTRICT,
        "313600000",
        "zhambyl-akimat",
        ("other", "roads", "urban", "land", "ecology", "agriculture", "housing", "emergency", "animals"),
        "Бектұров Асан",
        "Сериков Аслан",
        "Орынбаев Ерлан",
        "8 (72637) 0-00-00",
    ),
    Plan(
        "baizak-utilities",
        Words(
            kk="Байзақ ауданының тұрғын үй-коммуналдық шаруашылық бөлімі",
            ru="Отдел ЖКХ Байзакского района",
            en="Utilities office of Baizak district",
        ),
        BodyLevel.DISTRICT,
        "313600000",
        "baizak-akimat",
        ("utilities",),
        "Жақсыбай Дәурен",
        "Тілеуова Инкар",
        "Мырзабек Қуат",
        "8 (72637) 0-00-09",
    ),
    Plan(
        "zhualy-akimat",
        Words(kk="Жуалы ауданының әкімдігі", ru="Акимат Жуалынского района", en="Akimat of Zhualy district"),
        BodyLevel.DISTRICT,
        "314200000",
        "zhambyl-akimat",
        (
            "other",
            "roads",
            "urban",
            "land",
            "ecology",
            "agriculture",
            "housing",
            "utilities",
            "emergency",
            "services",
        ),
        "Дүйсенов Талғат",
        "Молдабек Әйгерім",
        "Рысбаев Олжас",
        "8 (72635) 0-00-00",
    ),
    Plan(
        "kordai-akimat",
        Words(kk="Қордай ауданының әкімдігі", ru="Акимат Кордайского района", en="Akimat of Kordai district"),
        BodyLevel.DISTRICT,
        "314800000",
        "zhambyl-akimat",
        (
            "other",
            "roads",
            "urban",
            "land",
            "ecology",
            "agriculture",
            "housing",
            "utilities",
            "emergency",
            "safety",
            "prices",
        ),
        "Айдаров Кенес",
        "Юн Виктория",
        "Сапаров Данияр",
        "8 (72636) 0-00-00",
    ),
)


@dataclass(slots=True)
class Office:
    """A body with the people who act for it."""

    body: Body
    phone: str
    accounts: dict[str, Account]

    def actor(self, role: str) -> Actor:
        return official(self.accounts[role], self.body, role)


def build(at: datetime) -> dict[str, Office]:
    """Open the bodies, fill their posts, invite their officials. Places are loaded first."""
    load_places(Gazetteer.official(), at=at)
    offices: dict[str, Office] = {}
    for plan in PLANS:
        body = open_body(
            code=plan.code,
            names=plan.names,
            level=plan.level,
            at=at,
            since=SINCE,
            parent=offices[plan.parent].body if plan.parent else None,
            place=plan.place,
            competences=plan.competences,
            phone=plan.phone,
        )
        offices[plan.code] = Office(body, plan.phone, _staff(plan, body, at))
    return offices


def _staff(plan: Plan, body: Body, at: datetime) -> dict[str, Account]:
    accounts = {}
    for role, name in (
        (Role.HEAD, plan.head),
        (Role.REGISTRAR, plan.registrar),
        (Role.OFFICER, plan.officer),
    ):
        account = invite_official(email=f"{role}@{plan.code}.example", name=name, at=at)
        give_role(account=account, role=role, body=body, since=SINCE, at=at)
        accounts[str(role)] = account
    title = AKIM if "akimat" in plan.code else HEAD
    fill_post(
        body=body,
        kind=PostKind.HEAD,
        title=title,
        holder=plan.head,
        since=SINCE,
        at=at,
        account=accounts["head"],
    )
    return accounts
