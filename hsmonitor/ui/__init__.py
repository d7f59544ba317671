"""The desk: window, pages, tables and forms. The only room that imports Qt."""
