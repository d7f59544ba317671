"""The page of one record, made of its description."""
