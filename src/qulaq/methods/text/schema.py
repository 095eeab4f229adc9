"""What `enrich` adds to a message: names, values and Arrow types, as the contract lists them."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

CATEGORIES: Final = (
    "utilities", "housing", "roads", "transport", "urban", "health", "education", "social", "jobs", "prices", "ecology",
    "land", "agriculture", "safety", "emergency", "services", "telecom", "culture_sport", "animals", "corruption",
    "business", "rumour", "other",
)  # fmt: skip
KINDS: Final = ("consultation", "incident", "complaint", "suggestion", "thanks", "request", "rumour", "other")
LANGUAGES: Final = ("kk", "ru", "en", "mixed", "none")

SPAN: Final = pa.struct([("type", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
PLACE: Final = pa.struct(
    [("start", pa.int32()), ("end", pa.int32()), ("text", pa.string()), ("kato", pa.list_(pa.string())),
     ("status", pa.string())]
)  # fmt: skip

FIELDS: Final = (
    pa.field("lang", pa.string()), pa.field("lang_p", pa.float32()), pa.field("script", pa.string()),
    pa.field("category", pa.string()), pa.field("category_p", pa.float32()),
    pa.field("category_top3", pa.list_(pa.string(), 3)), pa.field("kind", pa.string()),
    pa.field("sentiment", pa.string()), pa.field("polarity_p", pa.float32()), pa.field("score5", pa.int8()),
    pa.field("toward_authority", pa.string()), pa.field("urgency", pa.string()), pa.field("toxic", pa.bool_()),
    pa.field("danger", pa.bool_()), pa.field("pii", pa.list_(SPAN)), pa.field("redacted", pa.string()),
    pa.field("entities", pa.list_(SPAN)), pa.field("places", pa.list_(PLACE)), pa.field("stems", pa.list_(pa.string())),
)  # fmt: skip
NAMES: Final = tuple(field.name for field in FIELDS)


def output(of: pa.Schema) -> pa.Schema:
    """The schema of `enrich` for an input schema: its columns, then ours (ours win where names clash)."""
    return pa.schema([*(field for field in of if field.name not in NAMES), *FIELDS])
