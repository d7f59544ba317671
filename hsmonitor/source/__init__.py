"""The portfolio that a new user starts with, read from `resources/`."""
