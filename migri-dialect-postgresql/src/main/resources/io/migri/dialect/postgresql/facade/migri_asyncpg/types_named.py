"""Descriptions of types, columns and the server."""

from collections import namedtuple

Type = namedtuple("Type", "oid name kind schema", module="asyncpg.types")
Type.__doc__ = "A data type of the database; its kind is scalar, array, composite, range or multirange."

Attribute = namedtuple("Attribute", "name type", module="asyncpg.types")
Attribute.__doc__ = "A column of a result."

ServerVersion = namedtuple("ServerVersion", "major minor micro releaselevel serial", module="asyncpg.types")
ServerVersion.__doc__ = "The version of the server."
