"""Controls that the pages are made of; they know no records."""
