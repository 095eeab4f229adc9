"""A label, a hint, what to correct beside the field and on top; in the right order for spoken pages."""

from __future__ import annotations

from django import forms
from django.template import Context, Template

from qulaq.web.forms.choice import Choice

LOAD = "{% load ask %}"


class Asked(forms.Form):
    text = forms.CharField(
        label="What happened",
        help_text="In your own words.",
        error_messages={"required": "Write what happened"},
    )
    phone = forms.CharField(label="Phone", required=False)
    place = forms.ChoiceField(
        label="Where",
        widget=forms.RadioSelect,
        choices=[("1", Choice("Kóktal", "Baizaq district")), ("2", "Elsewhere")],
        error_messages={"required": "Choose your village"},
    )
    consent = forms.BooleanField(label="May be shown", help_text="Without my name", required=False)


def drawn(source: str, form: forms.Form) -> str:
    return Template(LOAD + source).render(Context({"form": form}))


def test_the_hint_describes_the_field() -> None:
    page = drawn("{% field form.text %}", Asked())
    assert '<label for="id_text">What happened' in page
    assert 'id="id_text-h">In your own words.' in page
    assert 'aria-describedby="id_text-h"' in page
    assert "aria-invalid" not in page


def test_what_to_correct_is_said_beside_the_field_after_the_hint() -> None:
    page = drawn("{% field form.text %}", Asked({}))
    assert 'class="field wrong"' in page
    assert 'id="id_text-e">Write what happened' in page
    assert 'aria-describedby="id_text-h id_text-e"' in page
    assert 'aria-invalid="true"' in page


def test_what_was_typed_stays() -> None:
    assert 'value="+7 701"' in drawn("{% field form.phone %}", Asked({"phone": "+7 701"}))


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "may-be" in drawn("{% field form.phone %}", Asked())
    assert "may-be" not in drawn("{% field form.text %}", Asked())


def test_choices_have_a_legend_a_second_line_and_keep_the_choice() -> None:
    page = drawn("{% choices form.place %}", Asked({"place": "1"}))
    assert "<legend>Where</legend>" in page
    assert "<small>Baizaq district</small>" in page
    assert 'id="id_place_0" name="place" value="1" checked' in page
    assert 'value="2"><label for="id_place_1">' in page


def test_the_list_on_top_leads_to_each_place() -> None:
    page = drawn("{% fixes form %}", Asked({}))
    assert 'role="alert"' in page
    assert '<a href="#id_text">Write what happened</a>' in page
    assert '<a href="#id_place_0">Choose your village</a>' in page


def test_nothing_is_said_when_nothing_is_to_correct() -> None:
    assert drawn("{% fixes form %}{% to_correct form %}", Asked()).strip() == ""
    assert drawn("{% fixes form %}{% to_correct form %}", Asked({"text": "x", "place": "1"})).strip() == ""


def test_the_title_begins_with_what_to_correct() -> None:
    from django.utils import translation

    with translation.override("ru"):
        assert drawn("{% to_correct form %}", Asked({})) == "Поправьте 2 места. "


def test_a_box_to_tick_has_its_second_line_joined() -> None:
    page = drawn("{% tick form.consent %}", Asked())
    assert 'type="checkbox"' in page
    assert '<small id="id_consent-h">Without my name</small>' in page
    assert 'aria-describedby="id_consent-h"' in page


def test_words_of_people_are_never_markup() -> None:
    page = drawn("{% field form.phone %}", Asked({"phone": "<b>1</b>"}))
    assert "<b>" not in page
