"""Makes the codec of a type: built in, of the user, or composed by what the server tells of the type."""

from . import codecs_builtin as builtin
from . import errors

_LONGEST_REPR = 40


class Codec:
    """How values of one type are converted.

    ``encode`` is None where a type cannot be sent, ``decode`` where its text is its value. ``textual`` is a type that asyncpg
    exchanges as text, ``custom`` one with functions of the user, ``unreadable`` one that cannot be received. ``make`` makes the value of
    a composite type from a tuple of its fields; all others have none.
    """

    __slots__ = ("name", "schema", "kind", "encode", "decode", "textual", "custom", "unreadable", "make")

    def __init__(self, name, schema, kind, encode, decode, textual=False, custom=False, unreadable=False, make=None):
        self.name = name
        self.schema = schema
        self.kind = kind
        self.encode = encode
        self.decode = decode
        self.textual = textual
        self.custom = custom
        self.unreadable = unreadable
        self.make = make


class Builder:
    """Makes each codec once."""

    def __init__(self, query, customs, infos):
        self._query = query
        self._customs = customs
        self._infos = infos
        self._made = {}

    def prepare(self, oids):
        """Asks the server at once for all of these types that are not known yet."""
        missing = {oid for oid in oids if not self._known(oid)}
        if missing:
            from .introspection import types_by_oid

            self._infos.update(types_by_oid(self._query, missing, self._known))

    def _known(self, oid):
        return (
            oid in builtin.rules
            or oid in self._infos
            or oid in self._customs
            or oid in builtin.arrays
            or oid in builtin.ranges
            or oid in builtin.VECTORS
        )

    def codec(self, oid):
        """The codec of a type by its number."""
        made = self._made.get(oid)
        if made is None:
            made = self._made[oid] = self._customs.get(oid) or self.usual(oid)
        return made

    def known_codec(self, oid):
        """The codec of a type that is built in or was met before; None for any other. Asks nobody."""
        if oid in builtin.rules or oid in self._made or oid in self._customs:
            return self.codec(oid)
        return None

    def base_of(self, oid):
        """The type that a domain is made of in the end; the type itself where it is none."""
        info = self._infos.get(oid)
        return self.base_of(info.base) if info is not None and info.kind == "d" else oid

    def bound_of(self, oid):
        """The type of the bounds of a range."""
        return builtin.ranges[oid][1] if oid in builtin.ranges else self._infos[oid].subtype

    def usual(self, oid):
        """The codec of a type as it is without one of the user."""
        if oid in builtin.rules:
            return scalar(builtin.rules[oid], builtin.names[oid])
        if oid in builtin.ranges:
            name, bound = builtin.ranges[oid]
            return self._range(name, "pg_catalog", bound, "multirange" if "multi" in name else "range")
        if oid in builtin.VECTORS:
            return self._vector(*builtin.VECTORS[oid])
        if oid in builtin.arrays:
            element = builtin.arrays[oid]
            name = builtin.VECTORS[element][1] if element in builtin.VECTORS else self.usual(element).name
            return self._array(name, "pg_catalog", element, ";" if element == 603 else ",")
        return self._described(oid)

    def _described(self, oid):
        self.prepare((oid,))
        info = self._infos.get(oid)
        if info is None:
            raise errors.InternalClientError(f"no decoder for OID {oid}")
        if info.element:
            name = info.name[1:] if info.name.startswith("_") else info.name
            return self._array(name, info.schema, info.element, info.delimiter)
        if info.kind == "d":
            return self.codec(info.base)
        if info.kind == "c":
            return self._composite(info)
        if info.kind in "rm":
            return self._range(info.name, info.schema, info.subtype, "range" if info.kind == "r" else "multirange")
        return self._scalar(info)

    @staticmethod
    def _scalar(info):
        if info.kind == "p":
            return Codec(info.name, info.schema, "scalar", None, None, unreadable=True)
        if info.oid <= builtin.HIGHEST and info.kind != "e":
            raise errors.UnsupportedClientFeatureError(f"unhandled standard data type {info.name!r} (OID {info.oid})")
        from .codecs_scalar import encode_text

        return Codec(info.name, info.schema, "scalar", encode_text, None, textual=info.kind != "e")

    def _array(self, name, schema, element_oid, delimiter):
        from . import codecs_array

        element = self.codec(element_oid)
        encode = element.encode and codecs_array.encoder(element.encode, delimiter, element.textual)
        decode = codecs_array.decoder(element.decode, delimiter)
        return Codec(f"{name}[]", schema, "array", encode, decode, element.textual, unreadable=element.unreadable)

    def _vector(self, element_oid, name):
        from . import codecs_array

        element = self.codec(element_oid)
        encode = codecs_array.vector_encoder(element.encode)
        return Codec(f"{name}[]", "pg_catalog", "array", encode, codecs_array.vector_decoder(int))

    def _range(self, name, schema, bound_oid, kind):
        from . import codecs_range

        bound = self.codec(bound_oid)
        if kind == "range":
            encode, decode = codecs_range.encoder(bound.encode), codecs_range.decoder(bound.decode)
        else:
            encode, decode = codecs_range.multirange_encoder(bound.encode), codecs_range.multirange_decoder(bound.decode)
        return Codec(name, schema, kind, encode, decode)

    def _composite(self, info):
        from . import codecs_composite

        if not info.attributes:
            raise errors.InternalClientError(f"type record missing field types for composite {info.oid}")
        parts = [self.codec(oid) for oid in info.attributes]
        encode = codecs_composite.encoder(info.name, info.names, [part.encode for part in parts])
        decode = codecs_composite.decoder(info.schema, info.name, info.names, [part.decode for part in parts])
        return Codec(info.name, info.schema, "composite", encode, decode, make=codecs_composite.maker(info.names))


def scalar(rule, name):
    """The codec of a built-in type by its rule of conversion."""
    module_name, rule = rule.split(".")
    textual = rule.endswith("*")
    rule = rule.rstrip("*")
    module = _module(f"codecs_{module_name}")
    encode = getattr(module, f"encode_{rule}", None)
    factory = getattr(module, f"{rule}_decoder", None)
    decode = factory() if factory else getattr(module, f"decode_{rule}")
    return Codec(name, "pg_catalog", "scalar", encode, decode, textual)


def _module(name):
    return getattr(__import__(__package__, fromlist=(name,)), name)


def raise_refusal(error, argument, position, element):
    """Raises what asyncpg raises when an argument cannot be encoded."""
    if isinstance(error, (AssertionError, errors.InternalClientError)):
        raise error
    place = f"${position + 1}"
    if element >= 0:
        place += f" in element #{element} of executemany() sequence"
    if isinstance(error, errors.InterfaceError):
        raise error.with_msg(f"query argument {place}: {error.args[0]}") from None
    shown = repr(argument)
    if len(shown) > _LONGEST_REPR:
        shown = shown[:_LONGEST_REPR] + "..."
    raise errors.DataError(f"invalid input for query argument {place}: {shown} ({error})") from error
