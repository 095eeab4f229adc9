"""The map and the bars are plain markup, escaped, without anybody's own place and without shares of a few."""

from __future__ import annotations

import gzip
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from qulaq.methods.opinion.analysis import find_groups
from qulaq.methods.opinion.pictures import group_table, opinion_map, people_a_figure, statement_list
from qulaq.methods.opinion.planted import plant
from qulaq.methods.opinion.votes import gather

GROUPS = find_groups(plant(2000, 60, seed=2, slant=2.5).votes)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_map_is_small_names_itself_and_differs_by_shape(language: str) -> None:
    picture = opinion_map(GROUPS, language)
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    assert str(int(GROUPS.grouping.sizes()[0])) in (root.get("aria-label") or "")
    assert len(gzip.compress(picture.encode(), 9)) < 1500
    shapes = {
        re.sub(r"M\d+ \d+", "", path.get("d") or "")[:4] for path in root.iter() if path.tag.endswith("path")
    }
    assert len(shapes) == GROUPS.grouping.k
    assert "style=" not in picture


def test_a_figure_stands_for_several_people() -> None:
    figures = sum(path.count("M") for path in re.findall(r' d="([^"]*)"', opinion_map(GROUPS, "ru")))
    assert people_a_figure(GROUPS) > 10
    assert figures == pytest.approx(len(GROUPS.counted) / people_a_figure(GROUPS), rel=0.15)


def test_under_ten_people_there_is_no_map() -> None:
    rows, columns = np.divmod(np.arange(72), 8)
    groups = find_groups(gather(rows, columns, np.where((rows + columns) % 2, 1, -1)))
    assert opinion_map(groups, "ru") == ""


def test_texts_are_escaped_and_shares_said_in_words() -> None:
    page = statement_list(GROUPS, [0], {"0": "<b>Автобус & трамвай</b>"}, "ru", bridges=np.full(60, 0.4))
    root = ElementTree.fromstring(page)
    assert root.findtext(".//h3") == "<b>Автобус & трамвай</b>"
    assert "Мост 0,40" in page
    words = root.findtext(".//span[@class='num']") or ""
    assert re.fullmatch(r"\d+\u00a0% за, \d+\u00a0% против", words)
    assert len(root.findall(".//svg")) == GROUPS.grouping.k


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_table_of_groups_adds_up_to_the_people_counted(language: str) -> None:
    root = ElementTree.fromstring(group_table(GROUPS, {}, language))
    people = [int(cell.text or 0) for cell in root.findall(".//td[@class='n']")]
    assert sum(people) == len(GROUPS.counted)
    assert [cell.text for cell in root.findall(".//tbody//th")] == list({"en": "ABC"}.get(language, "АБВ"))[
        : len(people)
    ]
    assert root.find("caption") is not None


def test_of_fewer_than_ten_answers_no_share_is_told() -> None:
    rows = np.concatenate([np.repeat(np.arange(40), 8), np.arange(3)])
    columns = np.concatenate([np.tile(np.arange(8), 40), np.full(3, 8)])
    votes = np.concatenate([np.where(np.repeat(np.arange(40), 8) % 2, 1, -1), [1, 1, 1]])
    page = statement_list(find_groups(gather(rows, columns, votes)), [8], {}, "en")
    assert "fewer than 10 answers" in page
    assert "%" not in page


def test_a_group_of_a_few_is_not_counted_exactly() -> None:
    rows, columns = np.divmod(np.arange(240), 8)
    votes = np.where((rows >= 26) ^ (columns % 2 == 0), 1, -1)
    groups = find_groups(gather(rows, columns, votes))
    assert groups.grouping.sizes().tolist() == [26, 4]
    table = ElementTree.fromstring(group_table(groups, {}, "ru"))
    assert [cell.text for cell in table.findall(".//td[@class='n']")] == ["26", "<\u00a010"]
    label = ElementTree.fromstring(opinion_map(groups, "ru")).get("aria-label") or ""
    assert "Б: <\u00a010 человек" in label
