"""The icon set as path data: 24 grid, drawn with the text's colour, always beside a word (design/README, "Icons").

Inline and used only where needed, so that no page fetches a picture.
"""

# ruff: noqa: E501 - drawings are long
from __future__ import annotations

from typing import Final

ICONS: Final[dict[str, str]] = {
    "write": '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19z"/><path d="M14 6.5 17.5 10"/>',
    "follow": '<circle cx="5" cy="18" r="2"/><circle cx="19" cy="6" r="2"/><path d="M7 18h6a3 3 0 0 0 3-3V9a3 3 0 0 1 1-2.3"/>',
    "change": '<path d="M4 12a8 8 0 0 1 13.6-5.7L20 8.6"/><path d="M20 4v4.6h-4.6"/><path d="M20 12a8 8 0 0 1-13.6 5.7L4 15.4"/><path d="M4 20v-4.6h4.6"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 20 20"/>',
    "place": '<path d="M12 21c4-4.6 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2.5 6.4 6.5 11z"/><circle cx="12" cy="10" r="2.2"/>',
    "file": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/><path d="M9 12h6M9 16h6"/>',
    "check": '<path d="M5 12.5 10 17.5 19.5 7"/>',
    "done": '<circle cx="12" cy="12" r="9"/><path d="M8 12.3 11 15.3 16.2 9.4"/>',
    "open": '<circle cx="12" cy="12" r="9" stroke-dasharray="3.4 3.67"/>',
    "alert": '<path d="M12 3.5 21 19.5H3z"/><path d="M12 10v4.4M12 17v.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.4 2"/>',
    "date": '<path d="M4 6h16v14H4z"/><path d="M4 10.5h16M8.5 3.5V7M15.5 3.5V7"/>',
    "phone": '<path d="M6 3h4l1.5 5L9 9.8a12 12 0 0 0 5.2 5.2l1.8-2.5 5 1.5v4a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4 5.2 2 2 0 0 1 6 3z"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20a6.5 6.5 0 0 1 13 0"/><path d="M16 4.8a3.5 3.5 0 0 1 0 6.4M18.5 14.5A6.5 6.5 0 0 1 21.5 20"/>',
    "down": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H4V8h16v9h-3"/><path d="M7 14h10v6.5H7z"/>',
    "talk": '<path d="M4 5h16v11h-8l-5 4v-4H4z"/>',
    "lock": '<path d="M5 11h14v9.5H5z"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "next": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "x": '<path d="M6 6l12 12M18 6 6 18"/>',
}
