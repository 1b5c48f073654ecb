"""Where the real asyncpg is: whether it is installed beside the migration, and the package itself once there is a need."""

import os
import sys

_SHIMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shims")
_installed = None


def imported():
    """The real package if something imported it already, else None. Costs nothing."""
    package = sys.modules.get("asyncpg")
    if package is None or hasattr(package, "__migri_shim__") or not hasattr(package, "Record"):
        return None
    return package


def installed():
    """Whether ``import asyncpg`` would bring the real package rather than the stand-in of this facade."""
    global _installed
    if _installed is None:
        _installed = imported() is not None or _is_real(_specification())
    return _installed


def real():
    """The real package, imported now if it is installed (which takes about 0.1 s), else None."""
    package = imported()
    if package is None and installed():
        import asyncpg as package
    return package


def _specification():
    """Asks the ordinary finder only: others, such as the one that waits for the package, act when they are asked."""
    finders = [finder for finder in sys.meta_path if getattr(finder, "__name__", None) == "PathFinder"]
    return finders[0].find_spec("asyncpg", None) if finders else None


def _is_real(specification):
    origin = getattr(specification, "origin", None)
    return origin is not None and not os.path.abspath(origin).startswith(_SHIMS)
