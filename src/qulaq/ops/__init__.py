"""Door: worker, demo, health."""
