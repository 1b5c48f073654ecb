"""The class of uuid values where the real driver, which has its own, is not imported."""

import uuid


class UUID(uuid.UUID):
    """A UUID made of its text or its 16 bytes."""

    __slots__ = ()
    __module__ = "asyncpg.pgproto.pgproto"

    def __init__(self, inp):
        if isinstance(inp, bytes) and len(inp) != 16:
            raise ValueError(f"16 bytes were expected, got {len(inp)}")
        if not isinstance(inp, (bytes, str)):
            raise TypeError(f"a bytes or str object expected, got {inp!r}")
        number = int.from_bytes(inp, "big") if isinstance(inp, bytes) else int(inp.replace("-", ""), 16)
        object.__setattr__(self, "int", number)
        object.__setattr__(self, "is_safe", uuid.SafeUUID.unknown)

    def __reduce__(self):
        return type(self), (self.bytes,)
