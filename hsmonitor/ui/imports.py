"""Imports as quick as without Qt.

PySide6 looks at each module that is imported after it whether that one uses its `__feature__`: it reads the module's source again
and keeps all of it in memory. That is a sixth of the time that SQLModel and openpyxl take, and 27 MB; and no module here or
there uses `__feature__`.
"""

import sys


def spare_sources() -> None:
    """Have PySide6 no longer read the source of what is imported. A PySide6 that is made otherwise is left alone."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "feature_imported"):
        feature.feature_imported = lambda _module: None  # type: ignore[union-attr]  # hasattr has just found it
