"""Workbooks and other spreadsheets that come back: read without harm, compared with the portfolio, taken where it is wanted."""
