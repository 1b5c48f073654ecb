"""Codecs that the user sets: functions of their own, or the built-in codec of another type."""

from . import codecs_builtin as builtin
from . import errors
from .codecs_kinds import Codec, raise_refusal, scalar
from .codecs_scalar import bytes_of, encode_text
from .introspection import TypeInfo, type_by_name

_WITH_TEXT_FORMAT = frozenset({19, 25, 142, 1042, 1043, 1700})
_HSTORE = "pg_contrib.hstore"


def find_type(query, schema, typename):
    """What is known of a type by its name; ValueError if there is none."""
    if schema == "pg_catalog" and not typename.endswith("[]"):
        oid = builtin.number_of(typename.lower())
        if oid is not None:
            return TypeInfo((oid, schema, typename, "b", None, None, None, None, None, None))
    for position, name in enumerate((typename, schema)):
        try:
            encode_text(name)
        except (TypeError, UnicodeEncodeError) as error:
            raise_refusal(error, name, position, -1)
    info = type_by_name(query, schema, typename)
    if info is None:
        raise ValueError(f"unknown type: {schema}.{typename}")
    return info


def set_type_codec(codecs, typename, schema, encoder, decoder, format):
    info = codecs.find_type(schema, typename)
    _check_kind(info, schema, typename, format)
    if format not in ("text", "binary", "tuple"):
        raise _invalid_format("'text', 'binary' or 'tuple'", format)
    codecs.put_custom(info.oid, None)
    kind = "composite" if info.kind == "c" else "scalar"
    send, receive = _exchange(codecs, info, typename, format)
    codecs.put_custom(
        info.oid,
        Codec(
            typename,
            schema,
            kind,
            lambda value: send(encoder(value)),
            decoder if receive is None else lambda text: decoder(receive(text)),
            textual=format == "text",
            custom=True,
        ),
    )


def _check_kind(info, schema, typename, format):
    if info.kind == "c" and format != "tuple":
        raise errors.UnsupportedClientFeatureError(
            "only tuple-format codecs can be used on composite types",
            hint="Use `set_type_codec(..., format='tuple')` and pass/interpret data as a Python tuple.  See an example at "
            "https://magicstack.github.io/asyncpg/current/usage.html#example-decoding-complex-types",
        )
    if info.kind != "c" and not _is_scalar(info):
        raise errors.InterfaceError(
            f"cannot use custom codec on type {schema}.{typename}: it is neither a scalar type nor a composite type"
        )
    if info.kind == "d":
        raise errors.UnsupportedClientFeatureError(
            "custom codecs on domain types are not supported",
            hint="Set the codec on the base type.",
            detail="PostgreSQL does not distinguish domains from their base types in query results at the protocol level.",
        )


def _is_scalar(info):
    return info.kind in "bde" and not info.element


def _invalid_format(expected, found):
    return errors.InterfaceError(f"invalid `format` argument, expected {expected}, got {found!r}")


def _exchange(codecs, info, typename, format):
    """The functions between the server's text and what the user's functions give and take."""
    if format == "text":
        return encode_text, None
    if info.kind == "c":
        usual = codecs.codec(info.oid)
        return usual.encode, usual.decode
    from . import codecs_formats

    if format == "tuple":
        if info.oid not in codecs_formats.TUPLES:
            raise errors.InterfaceError(f"{typename} type does not support the 'tuple' exchange format")
        return codecs_formats.TUPLES[info.oid]
    to_bytes, from_bytes = codecs_formats.binary(info, codecs.codec(info.oid))
    return lambda data: from_bytes(bytes_of(data)), to_bytes


def set_builtin_type_codec(codecs, typename, schema, codec_name, format):
    info = codecs.find_type(schema, typename)
    if not _is_scalar(info):
        raise errors.InterfaceError(f"cannot alias non-scalar type {schema}.{typename}")
    if format not in (None, "text", "binary"):
        raise _invalid_format("'text' or 'binary'", format)
    target = _target(codec_name, format)
    if target is None:
        raise errors.InterfaceError(
            f"cannot alias {typename} to {codec_name}: there is no {format or 'text'} codec for {codec_name}"
        )
    target.name, target.schema, target.custom = typename, schema, True
    codecs.put_custom(info.oid, target)


def _target(codec_name, format):
    if codec_name == _HSTORE:
        from . import codecs_hstore

        return Codec(_HSTORE, "", "scalar", codecs_hstore.encode, codecs_hstore.decode) if format != "text" else None
    oid = builtin.number_of(codec_name) if isinstance(codec_name, str) else codec_name
    if oid not in builtin.rules:
        return None
    codec = scalar(builtin.rules[oid], builtin.names[oid])
    has_text = codec.textual or oid in _WITH_TEXT_FORMAT
    if format == "text" and not has_text or format == "binary" and codec.textual:
        return None
    return codec


def decoder_of_native(codec, oid):
    """A decoder for a column that comes as a Python value, although the codec wants the server's text."""
    from .codecs_formats import text_of_native

    to_text, decode = text_of_native(oid), codec.decode
    if to_text is None or decode is None:
        return decode or to_text
    return lambda value: decode(to_text(value))
