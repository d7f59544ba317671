"""Excel workbooks of a portfolio, one module a report, on one house style."""
