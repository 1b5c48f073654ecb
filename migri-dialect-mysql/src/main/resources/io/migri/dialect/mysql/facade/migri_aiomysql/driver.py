"""Where the real packages are: facades raise and return what those would, as soon as a migration could tell the difference."""

import sys


def real(name):
    """The installed package of that name; None where there is none, or only our stand-in."""
    module = sys.modules.get(name) or _imported(name)
    return None if module is None or hasattr(module, "__migri_shim__") else module


def loaded(name):
    """The same, but only if a migration has imported it."""
    module = sys.modules.get(name)
    return None if module is None or hasattr(module, "__migri_shim__") else module


def _imported(name):
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        return None
