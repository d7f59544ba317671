"""A mail with a workbook in it, as a file that any mail program opens as a draft."""

from email.message import EmailMessage
from pathlib import Path

from hsmonitor.language import _
from hsmonitor.reports.saving import replacing

_EXCEL = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def write_draft(workbook: Path, subject: str) -> Path:
    """Write the mail beside `workbook` and return its path; to whom it goes is left open. Raises ReportError, OSError."""
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["X-Unsent"] = "1"  # Outlook opens it as something to be sent
    mail.set_content(_("Attached: {name}").format(name=workbook.name))
    mail.add_attachment(workbook.read_bytes(), maintype=_EXCEL[0], subtype=_EXCEL[1], filename=workbook.name)
    target = workbook.with_suffix(".eml")
    with replacing(target) as beside:
        beside.write_bytes(mail.as_bytes())
    return target
