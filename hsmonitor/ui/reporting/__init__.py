"""Making reports on the desk: choosing one, its options, making it, and what was made."""
