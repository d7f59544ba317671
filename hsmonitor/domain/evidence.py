"""Where a fact comes from and how sure it is."""

from hsmonitor.domain.kinds import Choice, Date, FieldName, Link, Number, Subject, Text
from hsmonitor.domain.record import Record
from hsmonitor.domain.terms import Certainty
from hsmonitor.language import _


class Source(Record):
    """A document that facts come from."""

    label, plural, prefix = _("Source"), _("Sources"), "S"
    name_fields = ("title",)

    title = Text(_("Title"), required=True, in_table=True, width=50)
    author = Text(_("Author"), in_table=True, width=30)
    organization = Text(_("Organization"), in_table=True, width=30)
    published_on = Date(_("Date"), partial=True, in_table=True, width=14)
    place = Text(_("Place"), width=30)
    note = Text(_("Note"), multiline=True, width=50)
    link = Text(_("Link"), width=30)


class Citation(Record):
    """Ties one record, or one field of it, to one paragraph of a source, with how sure it is."""

    label, plural, prefix = _("Citation"), _("Citations"), "CI"
    name_fields = ("paragraph",)

    subject = Subject(_("Record"), required=True, in_table=True, width=30)
    field = FieldName(_("Field"), longest=60, in_table=True, width=18, help=_("Empty for the record as a whole."))
    source = Link(_("Source"), "source", belongs=True, in_table=True, width=40)
    paragraph = Text(_("Paragraph"), longest=40, in_table=True, width=10)
    certainty = Choice(_("How sure"), Certainty, required=True, in_table=True, width=12)
    fact = Text(_("Fact"), multiline=True, in_table=True, width=50, help=_("What the paragraph says, in own words."))
    as_of = Date(_("As of"), partial=True, in_table=True, width=14, help=_("The day for which it was said."))


class Attachment(Record):
    """A file that is kept with a record; its content is kept apart, under its checksum."""

    label, plural, prefix = _("Attachment"), _("Attachments"), "AT"
    name_fields = ("file_name",)

    subject = Subject(_("Record"), required=True, in_table=True, width=30)
    file_name = Text(_("File name"), required=True, longest=255, in_table=True, width=40)
    media_type = Text(_("Media type"), longest=100, width=20)
    size = Number(_("Size"), unit=_("bytes"), required=True, in_table=True, width=12)
    sha256 = Text(_("Checksum"), required=True, longest=64, width=20)
