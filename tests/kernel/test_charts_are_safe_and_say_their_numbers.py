from __future__ import annotations

import gzip
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qulaq.kernel.svg import Bar, Line, Point, State, Svg, bars, line_chart, plain, shares, timeline

MONTHS = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
RECEIVED = [142, 151, 203, 318, 261, 188, 164, 149, 157, 172, 189, 193]
NASTY = """<script>alert("1")</script>'&"""
VALUES = st.none() | st.integers(0, 10**7) | st.floats(0, 1e7, allow_nan=False)


def texts(svg: Svg) -> list[str]:
    """What a reader sees, in order; fails on markup that is not well-formed."""
    return [node.text or "" for node in ElementTree.fromstring(svg).iter("text")]


def test_a_year_of_months_shows_its_scale_its_peak_and_its_end() -> None:
    chart = line_chart([Line("Поступило", RECEIVED)], MONTHS, title="Поступило по месяцам")
    shown = texts(chart)
    assert shown[:4] == ["0", "100", "200", "300"]
    assert shown[4:16] == MONTHS
    assert shown[16:] == ["318", "193"]
    assert 'aria-label="Поступило по месяцам"' in chart


def test_a_year_of_months_adds_at_most_400_bytes_to_a_page() -> None:
    chart = line_chart([Line("Поступило", RECEIVED)], MONTHS, title="Поступило по месяцам")
    other = line_chart([Line("Отвечено", RECEIVED[::-1])], MONTHS[::-1], title="Отвечено")
    alone = len(gzip.compress(chart.encode(), 9, mtime=0))
    beside = len(gzip.compress(f"{other}{chart}".encode(), 9, mtime=0)) - len(
        gzip.compress(other.encode(), 9, mtime=0)
    )
    assert alone <= 430
    assert beside <= 400


def test_the_line_leaves_a_gap_where_nothing_is_known() -> None:
    chart = line_chart([Line("x", [1, 2, None, 4, None, 6])], list("abcdef"), title="t")
    path = re.search(r'class="l1" d="([^"]*)"', chart)
    assert path is not None
    assert path[1].count("M") == 3


def test_two_lines_have_two_looks_and_labels_that_do_not_touch() -> None:
    chart = line_chart([Line("a", [1, 100]), Line("b", [1, 99])], ["x", "y"], title="t")
    assert 'class="l1"' in chart
    assert 'class="l2"' in chart
    ends = [int(y) for y in re.findall(r'y="(\d+)" class="val"', chart)]
    assert abs(ends[0] - ends[1]) >= 14


def test_many_points_keep_only_labels_that_fit() -> None:
    chart = line_chart([Line("x", list(range(100)))], [str(n) for n in range(100)], title="t")
    assert len(texts(chart)) <= 6 + 12 + 2
    assert "99" in texts(chart)


@given(st.lists(st.tuples(VALUES, VALUES), max_size=30))
def test_every_series_is_drawn_inside_its_frame(pairs: list[tuple[float | None, float | None]]) -> None:
    lines = [Line("a", [a for a, _ in pairs]), Line("b", [b for _, b in pairs])]
    chart = line_chart(lines, [str(n) for n in range(len(pairs))], title="t")
    for node in ElementTree.fromstring(chart).iter("text"):
        assert 0 <= int(node.attrib["x"]) <= 440
        assert 0 <= int(node.attrib["y"]) <= 298


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = bars([Bar("Вода", 300, "/list?a=1&b=2"), Bar("Дороги", 150), Bar("Свет", 0)], title="Темы")
    widths = [int(node.attrib["width"]) for node in ElementTree.fromstring(chart).iter("rect")]
    assert widths == [360, 180, 0]
    assert texts(chart) == ["Вода", "300", "Дороги", "150", "Свет", "0"]
    assert '<a href="/list?a=1&amp;b=2">' in chart


def test_shares_fill_the_bar_whole() -> None:
    drawn = [
        (int(r.attrib["x"]), int(r.attrib["width"]))
        for r in ElementTree.fromstring(shares([1, 1, 1])).iter("rect")
    ]
    assert drawn == [(0, 333), (333, 334), (667, 333)]
    assert list(ElementTree.fromstring(shares([0, 0])).iter("rect")) == []


def test_a_timeline_tells_states_apart_by_shape() -> None:
    states: tuple[State, ...] = ("done", "now", "next", "late")
    points = [Point(str(n), "d", state) for n, state in enumerate(states)]
    drawn = [timeline([Point("x", "d", state)], title="t") for state in states]
    assert len(set(drawn)) == 4
    assert texts(timeline(points, title="t")) == ["0", "d", "1", "d", "2", "d", "3", "d"]


@pytest.mark.parametrize(
    "chart",
    [
        line_chart([Line(NASTY, [1, 2])], [NASTY, NASTY], title=NASTY, show=lambda value: NASTY),
        bars([Bar(NASTY, 1, "/" + NASTY)], title=NASTY, show=lambda value: NASTY),
        timeline([Point(NASTY, NASTY, "now")], title=NASTY),
        shares([1, 2, 3]),
    ],
)
def test_everything_is_escaped_and_nothing_needs_a_hole_in_the_policy(chart: Svg) -> None:
    ElementTree.fromstring(chart)
    assert "<script" not in chart
    assert not re.search(r"\sstyle=|\son\w+=|javascript:", chart)
    assert chart.__html__() == chart


@pytest.mark.parametrize("href", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"])
def test_an_address_that_is_a_script_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        bars([Bar("a", 1, href)], title="t")


def test_charts_refuse_what_they_cannot_show_honestly() -> None:
    for lines, labels in (
        ([], []),
        ([Line("a", [1])] * 3, ["x"]),
        ([Line("a", [1, 2])], ["x"]),
        ([Line("a", [-1])], ["x"]),
        ([Line("a", [float("nan")])], ["x"]),
    ):
        with pytest.raises(ValueError):
            line_chart(lines, labels, title="t")
    with pytest.raises(ValueError):
        bars([Bar("a", float("inf"))], title="t")
    with pytest.raises(ValueError):
        shares([1, 2, 3, 4])


def test_numbers_are_written_as_people_here_write_them() -> None:
    assert [plain(12418), plain(8.4), plain(0), plain(1234567.5)] == [
        "12\u00a0418",
        "8,4",
        "0",
        "1\u00a0234\u00a0567,5",
    ]
