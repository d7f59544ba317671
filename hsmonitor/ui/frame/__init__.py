"""What surrounds every page: context bar, rail, status bar."""
