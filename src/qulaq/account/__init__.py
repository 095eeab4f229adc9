"""Room five: what each voice changed, shown."""
