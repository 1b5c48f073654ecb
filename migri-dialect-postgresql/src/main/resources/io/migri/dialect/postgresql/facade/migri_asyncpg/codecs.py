"""Converts values between Python and the text format of PostgreSQL, by the types that the server tells, as asyncpg does.

    codecs = Codecs(query)
    codecs.encode_arguments(parameter_oids, arguments)   # texts and None, to send
    codecs.decode_rows(column_oids, rows)                # rows of Python values
"""

from . import errors
from .codecs_kinds import Builder, raise_refusal

__all__ = ["NATIVE_OIDS", "Codecs"]

#: columns of these types come as bool, int, float, str or bytes already; those of all others as the server's text
NATIVE_OIDS = frozenset({16, 17, 19, 20, 21, 23, 25, 26, 114, 142, 700, 701, 1042, 1043, 2275, 3802, 4072})

#: columns of these types come in the server's binary format: records, and arrays of them
BINARY_OIDS = frozenset({2249, 2287})

_RECORD = 2249
_MOST_ARGUMENTS = 32767


class Codecs:
    """The codecs of one connection. ``query`` runs a statement and returns its rows as tuples of texts and None."""

    def __init__(self, query):
        self._query = query
        self._customs = {}
        self._infos = {}
        self._forget_made()

    def reload(self):
        """Forgets what is known of the types of the database; the user's codecs stay."""
        self._infos.clear()
        self._forget_made()

    def _forget_made(self):
        self._builder = Builder(self._query, self._customs, self._infos)
        self._encoders = {}
        self._decoders = {}
        self._rows_decoders = {}

    def codec(self, oid):
        """The codec of a type."""
        return self._builder.codec(oid)

    def type_of(self, oid):
        """The ``asyncpg.types.Type`` of a type."""
        from . import types

        codec = self.codec(oid)
        return types.Type(oid, codec.name, codec.kind, codec.schema)

    def encoders(self, oids):
        """A function for each parameter, which turns anything but None to text or raises what is wrong with it."""
        key = tuple(oids)
        found = self._encoders.get(key)
        if found is None:
            self._builder.prepare(key)
            found = self._encoders[key] = [_encoder(self.codec(oid), oid) for oid in key]
        return found

    def encode_arguments(self, oids, arguments, element=-1):
        """The texts of the arguments of one call, or of row number ``element`` of an executemany."""
        encoders = self.encoders(oids)
        _check_count(len(encoders), arguments, element)
        texts = []
        try:
            for encode, argument in zip(encoders, arguments):
                texts.append(None if argument is None else encode(argument))
        except Exception as error:
            raise_refusal(error, arguments[len(texts)], len(texts), element)
        return texts

    def encode_rows(self, oids, rows, first=0):
        """The texts of many rows; ``first`` is the number of the first of them in the whole call, for errors."""
        encoders = self.encoders(oids)
        count = len(encoders)
        encoded = []
        for row in rows:
            texts = None
            try:
                if len(row) == count and not isinstance(row, dict):
                    texts = [None if value is None else encode(value) for encode, value in zip(encoders, row)]
            except Exception:
                pass  # said below, in asyncpg's words
            encoded.append(self.encode_arguments(oids, row, first + len(encoded)) if texts is None else texts)
        return encoded

    def decoders(self, oids):
        """For each column a function that takes what the channel gives, never None; or None where that is the value."""
        key = tuple(oids)
        found = self._decoders.get(key)
        if found is None:
            self._builder.prepare(key)
            found = self._decoders[key] = [self._binary_decoder(oid) or _decoder(self.codec(oid), oid) for oid in key]
        return found

    def _binary_decoder(self, oid):
        if oid not in BINARY_OIDS or self.codec(oid).custom:
            return None
        from .codecs_binary import Reader

        reader = Reader(self._builder)
        return reader.record if oid == _RECORD else reader.array

    def decode_rows(self, oids, rows):
        """The rows of a result with each value decoded, as a list of tuples."""
        decode = self.rows_decoder(oids)
        return rows if decode is None else decode(rows)

    def rows_decoder(self, oids):
        """A function from the channel's rows to rows of values, or None if there is nothing to decode. Keep it for a result."""
        key = tuple(oids)
        if key not in self._rows_decoders:
            columns = [(at, decode) for at, decode in enumerate(self.decoders(key)) if decode is not None]
            self._rows_decoders[key] = _by_columns(columns) if columns else None
        return self._rows_decoders[key]

    def set_type_codec(self, typename, *, schema="public", encoder, decoder, format="text"):
        """What ``Connection.set_type_codec`` does."""
        from . import codecs_custom

        codecs_custom.set_type_codec(self, typename, schema, encoder, decoder, format)

    def reset_type_codec(self, typename, *, schema="public"):
        """What ``Connection.reset_type_codec`` does."""
        from . import codecs_custom

        self.put_custom(codecs_custom.find_type(self._query, schema, typename).oid, None)

    def set_builtin_type_codec(self, typename, *, schema="public", codec_name, format=None):
        """What ``Connection.set_builtin_type_codec`` does."""
        from . import codecs_custom

        codecs_custom.set_builtin_type_codec(self, typename, schema, codec_name, format)

    def find_type(self, schema, typename):
        """What the server tells of a type; ValueError if there is none."""
        from . import codecs_custom

        return codecs_custom.find_type(self._query, schema, typename)

    def put_custom(self, oid, codec):
        """Uses this codec for a type from now on, also inside other types; None takes the usual one again."""
        self._customs.pop(oid, None)
        if codec is not None:
            self._customs[oid] = codec
        self._forget_made()

    def without_customs(self):
        """The codecs that there would be had the user set none."""
        return Codecs(self._query)


def _encoder(codec, oid):
    if codec.encode is None:
        raise errors.InternalClientError(f"no encoder for OID {oid}")
    return codec.encode


def _decoder(codec, oid):
    if codec.unreadable:
        raise errors.InternalClientError(f"no decoder for OID {oid}")
    if oid not in NATIVE_OIDS:
        return codec.decode
    if not codec.custom:
        return None
    from .codecs_custom import decoder_of_native

    return decoder_of_native(codec, oid)


def _by_columns(decoded):
    def decode(rows):
        if not rows:
            return []
        columns = list(zip(*rows))
        for at, decode_value in decoded:
            columns[at] = [None if value is None else decode_value(value) for value in columns[at]]
        return list(zip(*columns))

    return decode


def _check_count(expected, arguments, element):
    if not hasattr(type(arguments), "__getitem__") or isinstance(arguments, dict):
        raise errors.DataError(
            f"invalid input in executemany() argument sequence element #{element}: "
            f"expected a sequence, got {type(arguments).__name__}"
        )
    passed = len(arguments)
    if passed > _MOST_ARGUMENTS:
        raise errors.InterfaceError(f"the number of query arguments cannot exceed {_MOST_ARGUMENTS}")
    if passed == expected:
        return
    raise errors.InterfaceError(
        f"the server expects {expected} argument{'' if expected == 1 else 's'} for this query, "
        f"{passed} {'was' if passed == 1 else 'were'} passed",
        hint=_hint(expected),
    )


def _hint(expected):
    hint = "Check the query against the passed list of arguments."
    if expected:
        return hint
    return hint + (
        "  Note that parameters are supported only in SELECT, INSERT, UPDATE, DELETE, MERGE and VALUES statements, "
        "and will *not* work in statements  like CREATE VIEW or DECLARE CURSOR."
    )
