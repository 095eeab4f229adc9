"""The model card: what each committed model was trained on, by which command, and how it scored on held-out data."""

from __future__ import annotations

from typing import Any

from qulaq.methods.text.model import MODELS, Matrix
from qulaq.methods.text.schema import CATEGORIES, KINDS


def card() -> dict[str, Any]:
    """One JSON-ready card of all models, with their sizes in bytes."""
    models = {}
    for path in sorted(MODELS.glob("*.qtm")):
        matrix = Matrix.load(path)
        about = {k: v for k, v in matrix.card.items() if k not in {"moves", "labels"}}
        models[path.stem] = {"bytes": path.stat().st_size, "buckets": int(matrix.weights.shape[0]),
                             "outputs": len(matrix.card.get("labels", ())) or matrix.width,
                             "tasks": [task.name for task in matrix.tasks] or [matrix.name], **about}  # fmt: skip
    return {
        "name": "Qulaq text engine",
        "languages": ["kk", "ru", "en"],
        "categories": list(CATEGORIES),
        "kinds": list(KINDS),
        "models": models,
        "total_bytes": sum(m["bytes"] for m in models.values()),
        "attribution": [
            "KazSAnDRA, Yeshpanov & Varol 2024, CC BY 4.0",
            "KazNERD, Yeshpanov, Khassanov & Varol 2022, CC BY 4.0",
            "KZgovData, AdilzhanB, MIT",
            "KATO, National Bureau of Statistics, through siaarzh/kz-tax-rates, MIT",
            "GeoNames, CC BY 4.0; Unicode CLDR, Unicode licence; mimesis, MIT: names of the world for entities",
            "all other training texts: the Qulaq founders, Apache-2.0",
        ],
        "limits": [
            "The category, kind, attitude, urgency, toxicity and danger models learnt mostly from texts that we wrote.",
            "Sentiment of Russian and of appeals is not measured on people's own texts: none with a licence was found.",
            "Entities were learnt from Kazakh news; other languages and chat spelling get what transfers.",
            "Never a basis for a decision about a person, and never to be stored by author.",
        ],
    }
