"""Door: HTTP API."""
