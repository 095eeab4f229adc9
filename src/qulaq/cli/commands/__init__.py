"""Each module here is a command; its first docstring line is what `qulaq help` prints."""
