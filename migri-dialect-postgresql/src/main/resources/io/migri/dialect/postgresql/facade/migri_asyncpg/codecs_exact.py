"""Types whose Python side needs a module of the standard library or a class of the driver, and identifiers."""

import sys

from . import driver, types
from .codecs_scalar import bytes_of, encode_int8


class _Loaded:
    """Modules that most migrations never need, imported when first used."""

    def __getattr__(self, name):
        module = __import__(name)
        setattr(self, name, module)
        return module


_loaded = _Loaded()
_SHORT = 1000
_SMALLEST_EXPONENT = -0x3FFF
_LARGEST_WEIGHT = 2**16 - 1


def encode_numeric(value):
    number = value if isinstance(value, _loaded.decimal.Decimal) else _loaded.decimal.Decimal(value)
    text = str(number)
    if len(text) < _SHORT and text.isascii() and text.lstrip("-").replace(".", "", 1).isdigit():
        return text
    if not number.is_finite():
        return "NaN" if number.is_nan() else text
    exponent = number.as_tuple().exponent
    if exponent < _SMALLEST_EXPONENT:
        raise ValueError("cannot encode Decimal value into numeric: exponent is too small")
    if (number.adjusted() + 4) // 4 - 1 > _LARGEST_WEIGHT:
        raise ValueError("cannot encode Decimal value into numeric: exponent is too large")
    return text


def numeric_decoder():
    decimal = _loaded.decimal.Decimal

    def decode(text):
        if text[-4:] == "0000" and "." not in text:
            text = _shortened(text)
        return decimal(text)

    return decode


def _shortened(text):
    """A whole number as the binary format has it: groups of four digits, without those at its end that are zero."""
    digits = text.rstrip("0")
    zeros = (len(text) - len(digits)) // 4 * 4
    return f"{text[:-zeros]}E{zeros}"


def encode_uuid(value):
    if type(value) is str:
        return _checked_uuid(value)
    if isinstance(value, str):
        raise TypeError(f"Expected str, got {type(value).__name__}")
    return bytes_of(value.bytes).hex()


def _checked_uuid(text):
    size = len(text.encode())
    if not 32 <= size <= 36:
        raise ValueError(f"invalid UUID {text!r}: length must be between 32..36 characters, got {size}")
    digits = 0
    for character in text:
        if character == "-":
            continue
        if character not in "0123456789abcdefABCDEF":
            raise ValueError(_unexpected(text, character))
        digits += 1
    if digits != 32:
        amount = "more" if digits > 32 else "less"
        raise ValueError(f"invalid UUID {text!r}: decodes to {amount} than 16 bytes")
    return text.replace("-", "")


def _unexpected(text, character):
    if not character.isascii() or not character.isprintable():
        return "invalid UUID {u!r}: unexpected character"
    return f"invalid UUID {text!r}: unexpected character {character!r}"


def uuid_decoder():
    package = driver.imported()
    if package is not None:
        return sys.modules["asyncpg.pgproto.pgproto"].UUID
    from .types_uuid import UUID

    return UUID


def encode_bits(value):
    if isinstance(value, types.BitString):
        return value.as_string().replace(" ", "")
    data = bytes_of(value)
    return format(int.from_bytes(data, "big"), "b").zfill(len(data) * 8) if data else ""


def bits_decoder():
    frombytes = types.BitString.frombytes

    def decode(text):
        size = (len(text) + 7) // 8
        return frombytes(int(text.ljust(size * 8, "0") or "0", 2).to_bytes(size, "big"), len(text))

    return decode


def encode_lsn(value):
    number = int(encode_int8(value)) & 0xFFFFFFFFFFFFFFFF
    return f"{number >> 32:X}/{number & 0xFFFFFFFF:X}"


def decode_lsn(text):
    high, low = text.split("/")
    number = int(high, 16) << 32 | int(low, 16)
    return number - (1 << 64) if number >> 63 else number


def encode_tid(value):
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"list or tuple expected (got type {type(value)})")
    if len(value) != 2:
        raise ValueError("invalid number of elements in tid tuple, expecting 2")
    block = _unsigned(value[0], 0xFFFFFFFF, "tuple id block value out of uint32 range")
    offset = _unsigned(value[1], 0xFFFF, "tuple id offset value out of uint16 range")
    return f"({block},{offset})"


def _unsigned(value, highest, refusal):
    if not hasattr(type(value), "__index__"):
        raise TypeError("an integer is required")
    if not 0 <= value.__index__() <= highest:
        raise OverflowError(refusal)
    return value.__index__()


def decode_tid(text):
    block, offset = text[1:-1].split(",")
    return int(block), int(offset)


def encode_snapshot(value):
    if not isinstance(value, (tuple, list)):
        raise TypeError(f"list or tuple expected (got type {type(value)})")
    if len(value) != 3:
        raise ValueError("invalid number of elements in txid_snapshot tuple, expecting 4")
    lowest, highest, running = value
    return f"{lowest:d}:{highest:d}:" + ",".join(f"{number:d}" for number in running)


def decode_snapshot(text):
    lowest, highest, running = text.split(":")
    return int(lowest), int(highest), tuple(int(number) for number in running.split(",") if number)


def encode_record(value):
    from . import errors

    raise errors.UnsupportedClientFeatureError(
        "input of anonymous composite types is not supported",
        hint="Consider declaring an explicit composite type and using it to cast the argument.",
        detail="PostgreSQL does not implement anonymous composite type input.",
    )


def record_decoder():
    from .codecs_composite import anonymous_decoder

    return anonymous_decoder
