"""Bodies stand in a tree; names, heads and the body itself hold for a time, and the past keeps its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people.builders import NOW, SINCE, body, staff, words
from qulaq.kernel.errors import BadInput
from qulaq.kernel.words import Words
from qulaq.people.actors import offices
from qulaq.people.acts import close_body, fill_post, move_body, open_body, rename_body
from qulaq.people.models import Body, BodyLevel, PostKind, Role
from qulaq.people.queries import (
    bodies_tree,
    body_for,
    covering,
    heads,
    higher_bodies,
    higher_body,
    name_at,
)

pytestmark = pytest.mark.django_db
TODAY, JULY = date(2026, 3, 6), date(2026, 7, 1)


@pytest.fixture
def region() -> Body:
    return body("jambyl", level=BodyLevel.REGION, place="310000000", competences=("other", "health"))


@pytest.fixture
def district(region: Body) -> Body:
    return body("korday", parent=region, place="314000000", competences=("roads", "utilities", "other"))


def test_the_body_above_examines_complaints(region: Body, district: Body) -> None:
    okrug = body("kenen", parent=district, level=BodyLevel.OKRUG)
    assert higher_body(district) == region and higher_body(region) is None
    assert higher_bodies(okrug.pk) == [district.pk, region.pk]


def test_a_renamed_body_keeps_its_old_name_in_the_past(region: Body) -> None:
    rename_body(body=region, names=words("Halyk Kenesi"), since=JULY, at=NOW)
    assert name_at(region, date(2026, 6, 30), "en") == "jambyl"
    assert name_at(region, JULY, "en") == "Halyk Kenesi"
    assert name_at(region, date(2020, 1, 1), "en") == "jambyl"


def test_a_name_without_one_of_the_languages_is_refused() -> None:
    with pytest.raises(BadInput, match="kk"):
        open_body(code="x", names=Words(kk="", ru="а", en="a"), level=BodyLevel.CENTRAL, since=SINCE, at=NOW)


def test_a_new_head_ends_the_term_of_the_old_one(region: Body) -> None:
    for holder, since in [("Оспанов", SINCE), ("Ахметова", JULY)]:
        fill_post(body=region, kind=PostKind.HEAD, title=words("akim"), holder=holder, since=since, at=NOW)
    assert [post.holder for post in heads(region, TODAY)] == ["Оспанов"]
    assert [post.holder for post in heads(region, JULY)] == ["Ахметова"]


def test_a_matter_finds_the_smallest_body_that_answers_for_it(region: Body, district: Body) -> None:
    def code(kato: str, category: str) -> str:
        found = body_for(kato, category, at=TODAY)
        return found.code if found else ""

    assert code("314035100", "roads") == "korday"
    assert code("314035100", "health") == "jambyl"
    assert code("314035100", "animals") == "korday"
    assert code("316621100", "roads") == "jambyl"
    assert code("750000000", "roads") == ""


def test_a_place_is_covered_by_ever_wider_ones_up_to_the_country() -> None:
    assert covering("314035100") == ["314035100", "314035000", "314000000", "310000000", ""]
    assert covering("310000000") == ["310000000", ""] and covering("") == [""]


def test_a_closed_body_answers_for_nothing_and_its_people_act_no_more(region: Body, district: Body) -> None:
    account = staff("Aizhan", Role.REGISTRAR, district)
    close_body(body=district, since=JULY, at=NOW)
    assert body_for("314035100", "roads", at=JULY) == region
    assert offices(account, JULY) == [] and len(offices(account, TODAY)) == 1


def test_a_body_cannot_stand_below_itself(region: Body, district: Body) -> None:
    with pytest.raises(BadInput, match="below itself"):
        move_body(body=region, parent=district, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(pk=region.pk).update(parent=region.pk)


def test_the_tree_is_read_in_two_queries(region: Body, district: Body) -> None:
    body("kenen", parent=district, level=BodyLevel.OKRUG)
    body("ministry", level=BodyLevel.CENTRAL)
    with CaptureQueriesContext(connection) as queries:
        tree = bodies_tree(at=TODAY)
    assert len(queries) == 2
    rows = [(branch.depth, branch.body.code) for top in tree for branch in top.walk()]
    assert rows == [(0, "jambyl"), (1, "korday"), (2, "kenen"), (0, "ministry")]


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(BadInput, match="weather"):
        body("x", competences=("weather",))


def test_a_place_must_be_a_kato_code() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        body("x", place="12345")
