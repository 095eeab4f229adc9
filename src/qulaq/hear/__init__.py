"""Room one: every channel brings a voice into one register."""
