"""How forms read and write dates and numbers (Django's FORMAT_MODULE_PATH): Django has none for Kazakh."""
