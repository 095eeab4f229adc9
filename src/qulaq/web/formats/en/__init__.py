"""Dates and numbers of one language; see design/README, table "Writing"."""
