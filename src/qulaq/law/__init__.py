"""One file per statutory procedure: declarations, no branches. Editions of every rule in rules.csv."""
