"""The import page: a spreadsheet is read beside the window, looked at row by row, and taken in one step."""
