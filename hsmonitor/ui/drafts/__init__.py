"""What is typed and not yet saved: kept all the while, and offered again after an unexpected end."""
