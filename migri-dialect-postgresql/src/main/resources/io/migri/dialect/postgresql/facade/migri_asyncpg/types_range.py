"""Ranges. Rules: https://www.postgresql.org/docs/current/rangetypes.html"""


class Range:
    """An immutable range of values; a bound that is None is infinite and never inclusive."""

    __slots__ = ("_bounds",)
    __module__ = "asyncpg.types"

    def __init__(self, lower=None, upper=None, *, lower_inc=True, upper_inc=False, empty=False):
        if empty:
            bounds = (None, None, False, False, empty)
        else:
            bounds = (lower, upper, lower is not None and lower_inc, upper is not None and upper_inc, empty)
        self._bounds = bounds

    def __class_getitem__(cls, item):
        return cls

    lower = property(lambda self: self._bounds[0])
    upper = property(lambda self: self._bounds[1])
    lower_inc = property(lambda self: self._bounds[2])
    upper_inc = property(lambda self: self._bounds[3])
    isempty = property(lambda self: self._bounds[4])
    lower_inf = property(lambda self: self.lower is None and not self.isempty)
    upper_inf = property(lambda self: self.upper is None and not self.isempty)

    def issubset(self, other):
        """Whether every value of this range is one of the other, too."""
        if self.isempty or other.isempty:
            return bool(self.isempty)
        return _starts_within(self, other) and _ends_within(self, other)

    def issuperset(self, other):
        """Whether every value of the other range is one of this, too."""
        return other.issubset(self)

    def __bool__(self):
        return not self.isempty

    def __eq__(self, other):
        return self._bounds == other._bounds if isinstance(other, Range) else NotImplemented

    def __hash__(self):
        return hash(self._bounds)

    def __repr__(self):
        if self.isempty:
            return "<Range empty>"
        opening, closing = "[" if self.lower_inc else "(", "]" if self.upper_inc else ")"
        lower, upper = ("" if bound is None else repr(bound) for bound in (self.lower, self.upper))
        return f"<Range {opening}{lower}, {upper}{closing}>"


def _starts_within(inner, outer):
    if outer.lower is None or inner.lower is None:
        return outer.lower is None
    if inner.lower == outer.lower:
        return outer.lower_inc or not inner.lower_inc
    return inner.lower > outer.lower


def _ends_within(inner, outer):
    if outer.upper is None or inner.upper is None:
        return outer.upper is None
    if inner.upper == outer.upper:
        return outer.upper_inc or not inner.upper_inc
    return inner.upper < outer.upper
