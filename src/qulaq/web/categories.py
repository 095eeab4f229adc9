"""What matters are called: the 23 categories of `qulaq text enrich` in plain words."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CATEGORIES: Final[dict[str, str | Promise]] = {
    "utilities": _("Water, heat, power, gas, refuse"),
    "housing": _("Houses and flats"),
    "roads": _("Roads"),
    "transport": _("Buses, taxis, trains"),
    "urban": _("Yards, light, parks"),
    "health": _("Health"),
    "education": _("Schools and kindergartens"),
    "social": _("Benefits, pensions, disability"),
    "jobs": _("Work and wages"),
    "prices": _("Prices"),
    "ecology": _("Air, water, dumps, felling"),
    "land": _("Land and building permits"),
    "agriculture": _("Agriculture"),
    "safety": _("Order and safety"),
    "emergency": _("Fire, flood, danger"),
    "services": _("Offices and documents"),
    "telecom": _("Internet, phone, post"),
    "culture_sport": _("Culture and sport"),
    "animals": _("Animals"),
    "corruption": _("Corruption"),
    "business": _("Business"),
    "rumour": _("Rumours"),
    "other": _("Other matters"),
}
