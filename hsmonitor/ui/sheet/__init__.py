"""The sheet: a table of one kind of record over the store's windows of rows."""
