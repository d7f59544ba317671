"""The desk: window, pages, tables, forms. The only room that imports Qt."""
