"""Descriptions load without the libraries that are slow to import."""

import subprocess
import sys


def test_descriptions_and_first_rows_need_neither_sqlmodel_nor_alembic() -> None:
    code = (
        "import sys, hsmonitor.domain.catalogue, hsmonitor.store.listing, hsmonitor.store.session, hsmonitor.store.figures\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'pydantic', 'alembic', 'openpyxl', 'PySide6'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_page_of_imports_opens_without_openpyxl() -> None:
    """It takes a quarter of a second to import, which the job that reads a workbook does beside the window."""
    code = "import sys, hsmonitor.ui.importing.page; sys.exit('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
