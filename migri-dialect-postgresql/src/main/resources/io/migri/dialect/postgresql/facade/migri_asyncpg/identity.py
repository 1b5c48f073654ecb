"""Lets ``isinstance(conn, asyncpg.Connection)`` hold with the real package, without importing it unless the migration does.

That package's check looks for its class of proxies among the bases of the object's class. So the object changes its class as soon
as there is one.
"""

import sys

from . import driver


def follow(connection):
    """Gives ``connection`` the base that the real package looks for, now or when it is imported."""
    if driver.imported() is not None:
        _join(connection)
    else:
        sys.meta_path.insert(0, _Watch(connection))


class _Watch:
    """Finds nothing itself; asks the others, and acts once they have loaded the package."""

    def __init__(self, connection):
        self._connection = connection

    def find_spec(self, name, path=None, target=None):
        if name != "asyncpg":
            return None
        self.stop()
        specification = _ask_others(name)
        loader = getattr(specification, "loader", None)
        if hasattr(loader, "exec_module"):
            specification.loader = _Loader(loader, self._connection)
        return specification

    def stop(self):
        if self in sys.meta_path:
            sys.meta_path.remove(self)


def _ask_others(name):
    for finder in sys.meta_path:
        specification = finder.find_spec(name, None)
        if specification is not None:
            return specification
    return None


class _Loader:
    """The package's own loader, followed by what has to be done afterwards."""

    def __init__(self, loader, connection):
        self._loader = loader
        self._connection = connection

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, specification):
        return self._loader.create_module(specification)

    def exec_module(self, module):
        specification = module.__spec__
        specification.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        if driver.imported() is not None:
            _join(self._connection)


def _join(connection):
    proxy = getattr(sys.modules.get("asyncpg.connection"), "_ConnectionProxy", None)
    kind = type(connection)
    if proxy is None or issubclass(kind, proxy):
        return
    members = {"__module__": kind.__module__, "__doc__": kind.__doc__, "__qualname__": kind.__qualname__}
    try:
        connection.__class__ = type(kind.__name__, (kind, proxy), members)
    except TypeError:
        pass  # a later version's class may have another layout; all but isinstance works


def forget():
    """Stops waiting for the package."""
    for watch in [finder for finder in sys.meta_path if isinstance(finder, _Watch)]:
        watch.stop()
