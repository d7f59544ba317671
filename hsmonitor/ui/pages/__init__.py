"""The pages that are not made of one kind of record."""
