"""Where our few static files come from.

In production `collectstatic` writes hashed, compressed names which may be cached for ever. Where nobody has
collected yet (a first look from the source), the plain names are served from the package: no page breaks.
"""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names when a manifest exists, plain ones otherwise."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        if not self.hashed_files:
            return name
        return str(super().stored_name(name))
