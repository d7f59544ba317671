"""Filling in a user's own workbook: marks are replaced in the package's XML, so that looks, pictures and charts stay."""
