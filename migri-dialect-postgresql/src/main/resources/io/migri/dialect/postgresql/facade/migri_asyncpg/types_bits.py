"""Strings of bits. Rules: https://www.postgresql.org/docs/current/datatype-bit.html"""


class BitString:
    """An immutable string of bits, kept as bytes whose last one is padded on the right."""

    __slots__ = ("_bytes", "_length")
    __module__ = "asyncpg.pgproto.types"

    def __init__(self, bitstring=None):
        digits = [_bit(position, digit) for position, digit in enumerate(bitstring or "") if digit != " "]
        self._length = len(digits)
        self._bytes = _packed("".join(digits))

    @classmethod
    def frombytes(cls, bytes_=None, bitlength=None):
        """The first ``bitlength`` bits of some bytes, or all of them."""
        if bitlength is None:
            bytes_ = b"" if bytes_ is None else bytes_
            bitlength = len(bytes_) * 8
        elif bytes_ is None:
            bytes_ = bytes(bitlength // 8 + 1)
        else:
            _check_length(len(bytes_) * 8, bitlength)
        return cls._of(bytes_, bitlength)

    @classmethod
    def from_int(cls, x, length, bitorder="big", *, signed=False):
        """The ``length`` bits of a number; ``bitorder`` tells which end of the string is the most significant."""
        if length < 0:
            raise ValueError("length argument must be non-negative")
        if length < x.bit_length():
            raise OverflowError("int too big to convert")
        if x < 0 and not signed:
            raise OverflowError("can't convert negative int to unsigned")
        digits = _digits(x & ((1 << length) - 1), length)
        return cls._of(_packed(_ordered(digits, bitorder)), length)

    @classmethod
    def _of(cls, bytes_, length):
        made = cls()
        made._bytes = bytes_
        made._length = length
        return made

    @property
    def bytes(self):
        return self._bytes

    def as_string(self):
        """The bits in groups of four."""
        digits = _unpacked(self._bytes, self._length)
        return " ".join(digits[start : start + 4] for start in range(0, self._length, 4))

    def to_int(self, bitorder="big", *, signed=False):
        """The number that the bits stand for."""
        digits = _ordered(_unpacked(self._bytes, self._length), bitorder)
        number = int(digits or "0", 2)
        negative = signed and digits.startswith("1")
        return number - (1 << self._length) if negative else number

    def __repr__(self):
        return f"<BitString {self.as_string()}>"

    def __eq__(self, other):
        if not isinstance(other, BitString):
            return NotImplemented
        return (self._bytes, self._length) == (other._bytes, other._length)

    def __hash__(self):
        return hash((self._bytes, self._length))

    def __len__(self):
        return self._length

    def __getitem__(self, index):
        if isinstance(index, slice):
            raise NotImplementedError("BitString does not support slices")
        if index >= self._length:
            raise IndexError("index out of range")
        return self._bytes[index // 8] >> (7 - index % 8) & 1


def _bit(position, digit):
    value = int(digit)
    if value not in (0, 1):
        raise ValueError(f"invalid bit value at position {position}")
    return "1" if value else "0"


def _packed(digits):
    length = (len(digits) + 7) // 8
    return int(digits.ljust(length * 8, "0") or "0", 2).to_bytes(length, "big")


def _unpacked(data, length):
    return _digits(int.from_bytes(data, "big"), len(data) * 8)[:length]


def _digits(number, length):
    return format(number, "b").zfill(length) if length else ""


def _ordered(digits, bitorder):
    if bitorder not in ("big", "little"):
        raise ValueError("bitorder must be either 'big' or 'little'")
    return digits if bitorder == "big" else digits[::-1]


def _check_length(available, wanted):
    fits = available - 8 <= wanted <= available and (available == 0) == (wanted == 0)
    if not fits:
        raise ValueError("invalid bit length specified")
