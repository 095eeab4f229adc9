"""Tags and filters: say (dates, numbers), ask (forms), draw (icons, codes), frame (doors, languages)."""
