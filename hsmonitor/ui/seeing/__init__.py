"""Seeing: the portfolio as of an earlier day, heat maps, what has moved."""
