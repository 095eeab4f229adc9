"""Door: the machine room. What an administrator runs, called by commands of the same names."""
