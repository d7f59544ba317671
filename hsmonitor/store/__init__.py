"""One portfolio: open, read, write, undo, search, back up, migrate. No Qt."""
