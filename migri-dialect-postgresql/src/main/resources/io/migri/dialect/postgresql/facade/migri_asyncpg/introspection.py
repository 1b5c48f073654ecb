"""Asks the server for types that are not built in."""

from .codecs_array import decoder

_CHOSEN = """
select t.oid, n.nspname, t.typname, t.typtype, t.typbasetype,
       case when t.typlen = -1 then t.typelem else 0 end, e.typdelim,
       coalesce((select r.rngsubtype from pg_catalog.pg_range r where r.rngtypid = t.oid),
                (select r.rngsubtype from pg_catalog.pg_range r
                 where pg_catalog.to_jsonb(r) ->> 'rngmultitypid' = t.oid::text)),
       (select pg_catalog.array_agg(a.atttypid::text order by a.attnum)::text from pg_catalog.pg_attribute a
        where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped),
       (select pg_catalog.array_agg(a.attname::text order by a.attnum)::text from pg_catalog.pg_attribute a
        where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped)
from pg_catalog.pg_type t
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_type e on e.oid = t.typelem
where """

_read_array = decoder(None, ",")


class TypeInfo:
    """What pg_type and its neighbours tell of one type."""

    __slots__ = ("oid", "schema", "name", "kind", "base", "element", "delimiter", "subtype", "attributes", "names")

    def __init__(self, row):
        self.oid = int(row[0])
        self.schema, self.name, self.kind = row[1], row[2], row[3]
        self.base, self.element, self.subtype = int(row[4] or 0), int(row[5] or 0), int(row[7] or 0)
        self.delimiter = row[6] or ","
        self.attributes = [int(oid) for oid in _read_array(row[8] or "{}")] if self.kind == "c" else []
        self.names = _read_array(row[9] or "{}") if self.kind == "c" else []

    def needs(self):
        """The types that this one is made of."""
        return [oid for oid in (self.base, self.element, self.subtype, *self.attributes) if oid]


def types_by_oid(query, oids, known):
    """The types of these numbers and all they are made of, except what is ``known``, by number."""
    found = {}
    wanted = set(oids)
    while wanted:
        numbers = ",".join(str(oid) for oid in sorted(wanted))
        asked, wanted = wanted, set()
        for row in query(f"{_CHOSEN} t.oid in ({numbers})"):
            info = found[int(row[0])] = TypeInfo(row)
            wanted.update(info.needs())
        wanted = {oid for oid in wanted - asked if oid not in found and not known(oid)}
    return found


def type_by_name(query, schema, name):
    """The type of this name, or None."""
    rows = query(f"{_CHOSEN} n.nspname = {_literal(schema)} and t.typname = {_literal(name)}")
    return TypeInfo(rows[0]) if rows else None


def _literal(text):
    return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
