"""Numbers, text and bytes between Python and PostgreSQL's text format.

``encode_<rule>`` takes any Python value but None and refuses with the texts of asyncpg; ``decode_<rule>`` takes the text
of the server. A ``decode_<rule>`` that is None leaves the text as it is.
"""

from math import ldexp
from struct import Struct

_FLOAT4 = Struct("<f")

decode_text = decode_readonly = None
decode_float8 = float


def encode_text(value):
    if not isinstance(value, str):
        raise TypeError(f"expected str, got {type(value).__name__}")
    if not value.isascii():
        value.encode()
    return str.__str__(value)


def c_name(kind):
    """What C code calls a type: with its module where it is made in C."""
    made_in_c = not kind.__flags__ & 0x200 or kind.__flags__ & 0x100  # no heap type, or one that cannot be changed
    return f"{kind.__module__}.{kind.__name__}" if made_in_c and kind.__module__ != "builtins" else kind.__name__


def encode_boolean(value):
    if value is True:
        return "t"
    if value is False:
        return "f"
    raise TypeError(f"a boolean is required (got type {type(value).__name__})")


def decode_boolean(text):
    return text == "t"


def _integer_encoder(name, lowest, highest, refusal="'{}' object cannot be interpreted as an integer"):
    def encode(value):
        if type(value) is not int:
            value = as_integer(value)
        if lowest <= value <= highest:
            return int.__repr__(value)
        raise OverflowError(f"value out of {name} range")

    def as_integer(value):
        if hasattr(type(value), "__int__"):
            try:
                return int(value)
            except OverflowError:
                return highest + 1
        if hasattr(type(value), "__index__"):
            return value.__index__()
        raise TypeError(refusal.format(c_name(type(value))))

    return encode


encode_int2 = _integer_encoder("int16", -(2**15), 2**15 - 1)
encode_int4 = _integer_encoder("int32", -(2**31), 2**31 - 1)
encode_int8 = _integer_encoder("int64", -(2**63), 2**63 - 1)
encode_uint4 = _integer_encoder("uint32", 0, 2**32 - 1, "an integer is required")
encode_uint8 = _integer_encoder("uint64", 0, 2**64 - 1, "an integer is required")
decode_int2 = decode_int4 = decode_int8 = decode_uint4 = decode_uint8 = int


def as_float(value):
    """The float for a number of any type; refuses text."""
    return value if type(value) is float else ldexp(value, 0)


def encode_float8(value):
    return repr(as_float(value))


def encode_float4(value):
    try:
        return repr(_FLOAT4.unpack(_FLOAT4.pack(as_float(value)))[0])
    except OverflowError as error:
        if "pack" not in str(error):
            raise
        raise ValueError("value out of float32 range") from None


def decode_float4(text):
    return _FLOAT4.unpack(_FLOAT4.pack(float(text)))[0]


def encode_bytes(value):
    return "\\x" + bytes_of(value).hex()


def bytes_of(value):
    """The bytes of anything that has the buffer protocol."""
    if type(value) is bytes:
        return value
    try:
        view = memoryview(value)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{c_name(type(value))}'") from None
    return view.tobytes()


def decode_bytes(text):
    if text.startswith("\\x"):
        return bytes.fromhex(text[2:])
    return _unescaped(text.encode())


def _unescaped(data):
    """The older output format, where ``\\`` stands before another one or before three octal digits."""
    first, *rest = data.split(b"\\\\")
    pieces = [_without_octals(first)]
    for piece in rest:
        pieces.append(b"\\" + _without_octals(piece))
    return b"".join(pieces)


def _without_octals(data):
    first, *rest = data.split(b"\\")
    return first + b"".join(bytes([int(piece[:3], 8)]) + piece[3:] for piece in rest)


def encode_char(value):
    data = bytes_of(value)
    if len(data) == 1 and data[0] > 127:
        return f"\\{data[0]:03o}"
    return data.decode("latin-1").replace("\0", "")


def decode_char(text):
    """The type ``"char"`` is one byte: empty text is zero, other bytes than ASCII come as an octal escape."""
    if not text:
        return b"\0"
    return bytes([int(text[1:], 8)]) if len(text) == 4 and text[0] == "\\" else text.encode()


def decode_void(text):
    return None


def encode_void(value):
    return ""


decode_opaque = decode_bytes
