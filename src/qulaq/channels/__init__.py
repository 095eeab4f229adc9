"""Door: messengers, mail, notices going out."""
