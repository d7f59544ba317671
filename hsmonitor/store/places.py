"""Folders in which an open database is at risk: synchronised ones, and those of another computer."""

from pathlib import Path

from hsmonitor.language import _

_SERVICES = (
    "OneDrive",
    "Dropbox",
    "Google Drive",
    "GoogleDrive",
    "My Drive",
    "iCloudDrive",
    "Nextcloud",
    "ownCloud",
    "Box Sync",
)
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "fuse.davfs2"}


def synced_by(path: Path) -> str:
    """Return the name of the service or network that `path` lies on, or an empty text for a folder of this computer."""
    resolved = path.resolve()
    for part in resolved.parts:
        for service in _SERVICES:
            if part == service or part.startswith((f"{service} ", f"{service} -")):
                return service
    return _("a network drive") if _on_network(resolved) else ""


def _on_network(path: Path) -> bool:
    if path.drive.startswith("\\\\"):
        return True
    best, network = 0, False
    for point, kind in _mounts():
        if path.is_relative_to(point) and len(point) > best:
            best, network = len(point), kind in _NETWORK_TYPES
    return network


def _mounts() -> list[tuple[str, str]]:
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    fields = (line.split() for line in lines)
    return [(entry[1].replace("\\040", " "), entry[2]) for entry in fields if len(entry) > 2]
