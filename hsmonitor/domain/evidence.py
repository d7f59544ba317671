"""Where a fact comes from and how sure it is."""

from hsmonitor.domain.kinds import Choice, Date, FieldName, Link, Number, Subject, Text
from hsmonitor.domain.record import Record
from hsmonitor.domain.terms import Certainty
from hsmonitor.language import _


class Source(Record):
    """A document that facts come from."""

    label, plural, prefix = _("Source"), _("Sources"), "S"
    name_fields = ("title",)

    title = Text(_("Title"), required=True, in_table=True, width=50, help=_("As it stands on the document."))
    author = Text(_("Author"), in_table=True, width=30, help=_("Who wrote or said it."))
    organization = Text(_("Organization"), in_table=True, width=30, help=_("For whom the author spoke."))
    published_on = Date(_("Date"), partial=True, in_table=True, width=14, help=_("When it was published or said."))
    place = Text(_("Place"), width=30, help=_("Where it was said, or is kept."))
    note = Text(_("Note"), multiline=True, width=50, help=_("What else is worth knowing of the document."))
    link = Text(_("Link"), width=30, help=_("Its address on the web."))


class Citation(Record):
    """Ties one record, or one field of it, to one paragraph of a source, with how sure it is."""

    label, plural, prefix = _("Citation"), _("Citations"), "CI"
    name_fields = ("paragraph",)

    subject = Subject(_("Record"), required=True, in_table=True, width=30, help=_("What the fact is about."))
    field = FieldName(_("Field"), longest=60, in_table=True, width=18, help=_("Empty for the record as a whole."))
    source = Link(
        _("Source"), "source", aside=True, belongs=True, in_table=True, width=40, help=_("The document that says it.")
    )
    paragraph = Text(_("Paragraph"), longest=40, in_table=True, width=10, help=_("Where in the document, such as ¶5."))
    certainty = Choice(
        _("How sure"),
        Certainty,
        required=True,
        in_table=True,
        width=12,
        help=_("Stated in the source, assumed from it, or entered by the office."),
    )
    fact = Text(_("Fact"), multiline=True, in_table=True, width=50, help=_("What the paragraph says, in own words."))
    as_of = Date(_("As of"), partial=True, in_table=True, width=14, help=_("The day for which it was said."))


class Attachment(Record):
    """A file that is kept with a record; its content is kept apart, under its checksum."""

    label, plural, prefix = _("Attachment"), _("Attachments"), "AT"
    name_fields = ("file_name",)

    subject = Subject(_("Record"), required=True, in_table=True, width=30, help=_("What the file belongs to."))
    file_name = Text(
        _("File name"), required=True, longest=255, in_table=True, width=40, help=_("As it was when it was attached.")
    )
    media_type = Text(_("Media type"), longest=100, width=20, help=_("What sort of file it is, as computers call it."))
    size = Number(_("Size"), unit=_("bytes"), required=True, in_table=True, width=12, help=_("How large the file is."))
    sha256 = Text(
        _("Checksum"), required=True, longest=64, width=20, help=_("By which it is seen that the file is still whole.")
    )
