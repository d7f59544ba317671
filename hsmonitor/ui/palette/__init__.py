"""The palette: one line that finds any record, page and command, and chooses the project that all is narrowed to."""
