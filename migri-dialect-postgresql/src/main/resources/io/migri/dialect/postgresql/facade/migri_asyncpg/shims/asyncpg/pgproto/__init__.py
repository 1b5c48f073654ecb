"""What asyncpg shares with other drivers of its authors."""


def __getattr__(name):
    if name not in ("pgproto", "types"):
        raise AttributeError(f"module 'asyncpg.pgproto' has no attribute {name!r}")
    from importlib import import_module

    return import_module(f"asyncpg.pgproto.{name}")
