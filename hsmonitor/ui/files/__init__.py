"""Portfolios as files: windows on them, new and recent ones, copies and backups."""
