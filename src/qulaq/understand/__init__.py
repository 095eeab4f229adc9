"""Room two: voices read together."""
