"""The exceptions of asyncpg."""

from migri_asyncpg import errors_made


def __getattr__(name):
    if name == "_base":
        from importlib import import_module

        return import_module("asyncpg.exceptions._base")
    return getattr(errors_made, name)
