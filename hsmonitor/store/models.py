"""The tables, as SQLModel classes built on the descriptions of the domain.

`db/` holds the migrations that make these tables; a test compares the two. Each table has the record's key, reference,
revision and times beside the columns of its fields.
"""

from typing import Any, cast

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlmodel import Field, SQLModel
from sqlmodel.main import SQLModelMetaclass

from hsmonitor.domain import fields as described
from hsmonitor.domain.catalogue import RECORDS
from hsmonitor.domain.kinds import Links, Subject
from hsmonitor.domain.record import Record

METADATA = SQLModel.metadata


def _column(record: type[Record], column: described.Column, required: bool) -> Column[Any]:
    kind = Integer if column.sql_type == "INTEGER" else Text
    keys = [ForeignKey(f"{column.target}.id")] if column.target else []
    return Column(column.name, kind, *keys, nullable=not required)


def _checks(record: type[Record]) -> list[CheckConstraint]:
    columns = [column for field in record.fields.values() for column in field.columns]
    return [CheckConstraint(column.check, name=f"{record.kind}_{column.name}") for column in columns if column.check]


def _indexes(record: type[Record]) -> list[Index]:
    fields = [field for field in record.fields.values() if isinstance(field, Subject)]
    names = [field.name for field in (*record.link_fields(), *fields)]
    return [Index(f"{record.kind}_by_{name}", name) for name in names]


def _own_columns() -> list[Column[Any]]:
    return [
        Column("id", Text, primary_key=True),
        Column("reference", Text, nullable=False, unique=True),
        Column("revision", Integer, nullable=False),
        Column("created_at", Text, nullable=False),
        Column("changed_at", Text, nullable=False),
    ]


def _model(name: str, columns: list[Column[Any]], constraints: list[Any]) -> type[SQLModel]:
    annotations = {column.name: int | None if isinstance(column.type, Integer) else str | None for column in columns}
    namespace: dict[str, Any] = {column.name: Field(default=None, sa_column=column) for column in columns}
    namespace |= {"__annotations__": annotations, "__tablename__": name, "__table_args__": tuple(constraints)}
    namespace |= {"__module__": __name__}
    made = SQLModelMetaclass(f"{name.title().replace('_', '')}Table", (SQLModel,), namespace, table=True)
    return cast(type[SQLModel], made)


def _record_model(record: type[Record]) -> type[SQLModel]:
    columns = _own_columns()
    for field in record.fields.values():
        columns += [_column(record, column, field.required) for column in field.columns]
    return _model(record.kind, columns, [*_checks(record), *_indexes(record)])


def link_table_name(record: type[Record], field: Links) -> str:
    """Return the name of the table that holds a field of several links."""
    return f"{record.kind}_{field.name}"


def _link_model(record: type[Record], field: Links) -> type[SQLModel]:
    name = link_table_name(record, field)
    columns: list[Column[Any]] = [
        Column("owner", Text, ForeignKey(f"{record.kind}.id"), primary_key=True),
        Column("target", Text, ForeignKey(f"{field.target}.id"), primary_key=True),
    ]
    return _model(name, columns, [Index(f"{name}_by_target", "target")])


def _journal_model() -> type[SQLModel]:
    columns: list[Column[Any]] = [
        Column("id", Text, primary_key=True),
        Column("position", Integer, nullable=False, unique=True),
        Column("name", Text, nullable=False),
        Column("made_at", Text, nullable=False),
        Column("person", Text, nullable=False),
        Column("device", Text, nullable=False),
        Column("mode", Text, nullable=False),
        Column("undoes", Text, ForeignKey("journal.id")),
    ]
    modes = CheckConstraint("mode IN ('setup', 'do', 'undo', 'redo')", name="journal_mode")
    sought = [Index("journal_by_author", "person", "device", "position"), Index("journal_by_undoes", "undoes")]
    return _model("journal", columns, [modes, *sought])


def _change_model() -> type[SQLModel]:
    columns: list[Column[Any]] = [
        Column("journal", Text, ForeignKey("journal.id"), nullable=False),
        Column("ordinal", Integer, nullable=False),
        Column("action", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("record", Text, nullable=False),
        Column("field", Text, nullable=False),
        Column("old", Text),
        Column("new", Text),
    ]
    actions = CheckConstraint("action IN ('create', 'edit', 'delete')", name="change_action")
    key = PrimaryKeyConstraint("journal", "ordinal")
    sought = [Index("change_by_record", "record", "field"), Index("change_by_field", "kind", "field", "action")]
    return _model("change", columns, [actions, key, *sought])


def _counter_models() -> list[type[SQLModel]]:
    counter: list[Column[Any]] = [Column("kind", Text, primary_key=True), Column("last", Integer, nullable=False)]
    meta: list[Column[Any]] = [Column("name", Text, primary_key=True), Column("value", Text, nullable=False)]
    return [_model("reference_counter", counter, []), _model("meta", meta, [])]


def _kept_apart_models() -> list[type[SQLModel]]:
    """What the history does not hold: contents of attachments, and what was typed and not yet saved."""
    content: list[Column[Any]] = [
        Column("sha256", Text, primary_key=True),
        Column("content", LargeBinary, nullable=False),
    ]
    names = ("person", "device", "kind", "record", "field", "words", "typed_at")
    draft: list[Column[Any]] = [
        Column("id", Text, primary_key=True),
        *(Column(name, Text, nullable=False) for name in names),
    ]
    return [_model("attachment_content", content, []), _model("draft", draft, [])]


MODELS: dict[str, type[SQLModel]] = {kind: _record_model(record) for kind, record in RECORDS.items()}
for _record in RECORDS.values():
    for _field in _record.link_list_fields():
        MODELS[link_table_name(_record, _field)] = _link_model(_record, _field)
for _built in (_journal_model(), _change_model(), *_counter_models(), *_kept_apart_models()):
    MODELS[str(_built.__tablename__)] = _built


def table(name: str) -> Table:
    """Return the table `name`."""
    return METADATA.tables[name]
