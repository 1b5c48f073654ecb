"""``asyncpg.types``: the real classes where that package is installed, else stand-ins; each looked up when first asked for."""

from . import driver

__all__ = (
    "Type",
    "Attribute",
    "Range",
    "BitString",
    "Point",
    "Path",
    "Polygon",
    "Box",
    "Line",
    "LineSegment",
    "Circle",
    "ServerVersion",
)

_HOME = {
    "Type": "types_named",
    "Attribute": "types_named",
    "ServerVersion": "types_named",
    "Range": "types_range",
    "BitString": "types_bits",
}


def __getattr__(name):
    if name not in __all__:
        raise AttributeError(f"module 'asyncpg.types' has no attribute {name!r}")
    package = driver.real()
    found = getattr(package.types if package is not None else _stand_ins(name), name)
    globals()[name] = found
    return found


def _stand_ins(name):
    home = f"{__package__}.{_HOME.get(name, 'types_geometry')}"
    __import__(home)
    return driver.sys.modules[home]
