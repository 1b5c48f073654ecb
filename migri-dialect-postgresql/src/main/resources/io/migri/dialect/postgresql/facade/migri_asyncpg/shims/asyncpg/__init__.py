"""Stands in for asyncpg in a migration where that package is not installed: the same names, looked up when first asked for."""

__version__ = "0.31.0+migri"
__migri_shim__ = True

_HOME = {
    "connect": "asyncpg.connection",
    "Connection": "asyncpg.connection",
    "create_pool": "asyncpg.pool",
    "Pool": "asyncpg.pool",
    "Record": "asyncpg.protocol",
}
_MODULES = (
    "connection",
    "cursor",
    "exceptions",
    "pgproto",
    "pool",
    "prepared_stmt",
    "protocol",
    "transaction",
    "types",
)


def __getattr__(name):
    from importlib import import_module

    if name == "__all__":
        return [*_HOME, *import_module("asyncpg.exceptions").__all__, *import_module("asyncpg.types").__all__]
    if name in _MODULES:
        return import_module(f"asyncpg.{name}")
    found = _look_up(name, import_module)
    globals()[name] = found
    return found


def _look_up(name, import_module):
    homes = (_HOME[name],) if name in _HOME else ("asyncpg.exceptions", "asyncpg.types")
    for home in homes:
        module = import_module(home)
        if not name.startswith("_") and hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"module 'asyncpg' has no attribute {name!r}")
