"""Composite values: https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-IO-SYNTAX"""

from _collections_abc import Mapping

from . import errors, record

_field = None


def fields(body):
    """The fields between the brackets of a composite value or a range: text, or None for NULL."""
    if '"' not in body and "\\" not in body:
        return [field or None for field in body.split(",")]
    return [_unquoted(field) if field else None for field in _split(body)]


def _split(body):
    global _field
    if _field is None:
        import re

        _field = re.compile(r'((?:[^",\\]|\\.|"(?:[^"\\]|\\.|"")*")*)(?:,|$)', re.DOTALL)
    at, found = 0, []
    while True:
        match = _field.match(body, at)
        found.append(match.group(1))
        at = match.end()
        if at == match.end(1):
            return found


def _unquoted(field):
    text, at = [], 0
    in_quotes = False
    while at < len(field):
        character = field[at]
        if character == "\\":
            at += 1
            text.append(field[at])
        elif character != '"':
            text.append(character)
        elif in_quotes and field[at + 1 : at + 2] == '"':
            at += 1
            text.append('"')
        else:
            in_quotes = not in_quotes
        at += 1
    return "".join(text)


def _quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '""') + '"'


def anonymous_decoder(text):
    """The fields of a ``record`` as text: its format does not tell their types."""
    return tuple(fields(text[1:-1])) if text != "()" else ()


def encoder(type_name, names, encoders):
    """Encodes mappings by name and anything else by position."""
    positions = {name: position for position, name in enumerate(names)}
    encoders = tuple(encoders)

    def encode_composite(value):
        if isinstance(value, Mapping):
            value = _by_name(value, positions, type_name)
        len(value)
        texts = []
        for position, field in enumerate(value):
            encode = encoders[position]
            texts.append("" if field is None else _quoted(encode(field)))
        return f"({','.join(texts)})"

    return encode_composite


def _by_name(mapping, positions, type_name):
    ordered = [None] * len(positions)
    for name in mapping:
        if name not in positions:
            raise ValueError(f"{name!r} is not a valid element of composite type {type_name}")
        ordered[positions[name]] = mapping[name]
    return ordered


def maker(names):
    """A function from a tuple of fields to a Record."""
    return record.Description(names).make


def decoder(schema, type_name, names, decoders):
    """Decodes to Records."""
    make = maker(names)
    decoders = tuple(decoders)
    expected = len(decoders)

    def decode_composite(text):
        values = fields(text[1:-1])
        if len(values) != expected:
            raise _outdated(len(values))
        return make(tuple([_decoded(decode, value) for decode, value in zip(decoders, values)]))

    def _outdated(found):
        return errors.OutdatedSchemaCacheError(
            f"unexpected number of attributes of composite type: {found}, expected {expected}",
            schema=schema,
            data_type=type_name,
        )

    return decode_composite


def _decoded(decode, value):
    return value if value is None or decode is None else decode(value)
