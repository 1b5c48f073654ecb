"""Rows: the real ``asyncpg.Record`` where that package is imported, else a class that behaves like it."""

from . import driver

__all__ = ["Description", "Record", "make"]


def make(description, values):
    """A Record of ``values``, one for each name of the ``description``."""
    return description.make(tuple(values))


class Description:
    """The columns of one result. ``make`` turns a tuple of values into a Record and is bound once, for speed."""

    __slots__ = ("names", "mapping", "make")

    def __init__(self, names, record_class=None):
        self.names = tuple(names)
        self.mapping = {name: index for index, name in enumerate(self.names)}
        self.make = _maker(self, record_class)


class Record:
    """An immutable row, to be read like a tuple by position and like a mapping by name."""

    __slots__ = ("_migri_values", "_migri_description")
    __module__ = "asyncpg.protocol.record"

    def __new__(cls, *arguments, **named):
        raise TypeError("cannot create 'asyncpg.protocol.record.Record' instances")

    @property
    def __class__(self):
        package = driver.imported()
        return type(self) if package is None or type(self) is not Record else package.Record

    def __getitem__(self, key):
        if isinstance(key, str):
            index = self._migri_description.mapping.get(key)
            if index is None:
                raise KeyError(key)
            return self._migri_values[index]
        try:
            return self._migri_values[key]
        except IndexError as error:
            refused = IndexError("record index out of range" if "range" in str(error) else str(error))
        except TypeError:
            if isinstance(key, slice):
                raise
            refused = KeyError() if key is None else KeyError(key)
        raise refused

    def get(self, key, default=None, /):
        index = self._migri_description.mapping.get(key)
        return default if index is None else self._migri_values[index]

    def keys(self):
        return iter(self._migri_description.names)

    def values(self):
        return iter(self._migri_values)

    def items(self):
        return zip(self._migri_description.names, self._migri_values)

    def __getattr__(self, name):
        kind = type(self)
        shown = f"{kind.__module__}.{kind.__name__}" if kind is Record else kind.__name__
        raise AttributeError(f"{shown!r} object has no attribute {name!r}")

    def __iter__(self):
        return iter(self._migri_values)

    def __len__(self):
        return len(self._migri_values)

    def __contains__(self, key):
        return isinstance(key, str) and key in self._migri_description.mapping

    def __hash__(self):
        return hash(self._migri_values)

    def __eq__(self, other):
        return _compared(self, other, tuple.__eq__)

    def __ne__(self, other):
        return _compared(self, other, tuple.__ne__)

    def __lt__(self, other):
        return _compared(self, other, tuple.__lt__)

    def __le__(self, other):
        return _compared(self, other, tuple.__le__)

    def __gt__(self, other):
        return _compared(self, other, tuple.__gt__)

    def __ge__(self, other):
        return _compared(self, other, tuple.__ge__)

    def __repr__(self):
        columns = "".join(f" {name}={value!r}" for name, value in self.items())
        return f"<{type(self).__name__}{columns}>"

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {type(self).__module__}.{type(self).__qualname__} objects")


def _compared(record, other, comparison):
    if isinstance(other, tuple):
        return comparison(record._migri_values, other)
    if isinstance(other, Record) or hasattr(type(other), "__getitem__") and _is_real_record(other):
        return comparison(record._migri_values, tuple(other))
    return NotImplemented


def _is_real_record(value):
    package = driver.imported()
    return package is not None and isinstance(value, package.Record)


def _maker(description, record_class):
    if record_class is None or record_class is Record or record_class is getattr(driver.imported(), "Record", None):
        return _real_maker(description) or _own_maker(description, Record)
    return _own_maker(description, _rooted_here(record_class))


def _real_maker(description):
    """Real objects by the package's own internal function, as long as it is there and does what it does today."""
    package = driver.imported()
    create = getattr(getattr(getattr(package, "protocol", None), "protocol", None), "_create_record", None)
    if create is None or len(description.mapping) != len(description.names):
        return None
    mapping = description.mapping
    try:
        create(mapping, (None,) * len(mapping))
    except Exception:
        return None
    return lambda values: create(mapping, values)


def _own_maker(description, record_class):
    new = object.__new__

    def make(values):
        record = new(record_class)
        record._migri_values = values
        record._migri_description = description
        return record

    return make


_rooted = {}


def _rooted_here(record_class):
    """The user's class, if need be made again on this module's Record: the real one cannot be instantiated from Python."""
    if issubclass(record_class, Record):
        return record_class
    if record_class not in _rooted:
        _rooted[record_class] = _rebuilt(record_class)
    return _rooted[record_class]


def _rebuilt(record_class):
    package = driver.imported()
    bases = tuple(Record if base is package.Record else _rooted_base(base, package) for base in record_class.__bases__)
    members = {name: member for name, member in vars(record_class).items() if name not in ("__dict__", "__weakref__")}
    members["__class__"] = property(lambda record: record_class)
    return type(record_class)(record_class.__name__, bases, members)


def _rooted_base(base, package):
    return _rooted_here(base) if issubclass(base, package.Record) else base
