"""The engine: runs any declared procedure with its legal clocks. Knows no procedure by name."""
