"""`{% load ask %}`: how a form looks and how it tells what to correct (design/README, "Components").

Works with any Django form. The label stands above, the hint under it and joined by `aria-describedby`; what
is to be corrected is said in words beside the field, listed on top with links, and opens the page's title.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.translation import ngettext

register = template.Library()


def described_by(bound: BoundField) -> str:
    """The ids of the hint and of what to correct, in the order in which they are read."""
    ids = []
    if bound.help_text:
        ids.append(f"{bound.auto_id}-h")
    if bound.errors:
        ids.append(f"{bound.auto_id}-e")
    return " ".join(ids)


def drawn(bound: BoundField) -> str:
    """The control itself with the class, the description and the state that assistive programs read."""
    attrs: dict[str, Any] = {}
    if not isinstance(
        bound.field.widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple
    ):
        attrs["class"] = "input"
    if ids := described_by(bound):
        attrs["aria-describedby"] = ids
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, extra: str = "", one_of: bool = False) -> dict[str, object]:
    """A labelled control; `extra` names classes, `first` for the first of a form; `one_of`: one of several will do."""
    return {"bound": bound, "control": drawn(bound), "extra": extra, "one_of": one_of}


@register.inclusion_tag("parts/choices.html")
def choices(bound: BoundField, extra: str = "", plain: bool = False) -> dict[str, object]:
    """A group of radio buttons or boxes; a label that is a `Choice` has a second line."""
    chosen = bound.value() or ""
    picked = {str(one) for one in chosen} if isinstance(chosen, list | tuple) else {str(chosen)}
    rows = []
    for number, (value, label) in enumerate(getattr(bound.field, "choices", ())):
        rows.append(
            {
                "id": f"{bound.auto_id}_{number}",
                "value": value,
                "label": label,
                "small": getattr(label, "small", ""),
                "on": str(value) in picked,
            }
        )
    many = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    return {
        "bound": bound,
        "rows": rows,
        "kind": "checkbox" if many else "radio",
        "extra": extra,
        "plain": plain,
        "described": described_by(bound),
    }


@register.inclusion_tag("parts/tick.html")
def tick(bound: BoundField) -> dict[str, object]:
    """One box to tick; the field's help text is its second line."""
    return {"bound": bound, "control": drawn(bound)}


@register.inclusion_tag("parts/fix.html")
def fixes(
    *asked: forms.BaseForm | None, also: Sequence[Mapping[str, str]] = (), kept: bool = True
) -> dict[str, object]:
    """The list on top of what to correct, each line a link to its place; nothing when all is well.

    `also` adds places that no form holds, each with `href` (an id) and `says`.
    """
    places: list[Mapping[str, str]] = []
    for form in asked:
        if form is None or not form.is_bound:
            continue
        places += [{"href": "", "says": str(error)} for error in form.non_field_errors()]
        for bound in form:
            anchor = bound.id_for_label
            if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
                anchor = f"{bound.auto_id}_0"
            places += [{"href": anchor, "says": str(error)} for error in bound.errors]
    return {"places": [*places, *also], "kept": kept}


@register.simple_tag
def to_correct(*asked: forms.BaseForm | None, also: Sequence[Mapping[str, str]] = ()) -> str:
    """The beginning of the page's title when something is to be corrected."""
    count = len(also) + sum(
        len(errors) for form in asked if form is not None and form.is_bound for errors in form.errors.values()
    )
    if not count:
        return ""
    return ngettext("Correct one place.", "Correct %(count)d places.", count) % {"count": count} + " "
