"""Room three: people and bodies deliberate by a published procedure."""
