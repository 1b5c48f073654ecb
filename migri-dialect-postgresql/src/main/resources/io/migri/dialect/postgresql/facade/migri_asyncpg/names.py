"""Names and texts as they stand in a statement."""


def quoted(name):
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    """A text constant."""
    return "'" + text.replace("'", "''") + "'"


def table(name, schema):
    """A table, with its schema where one is given."""
    return f"{quoted(schema)}.{quoted(name)}" if schema else quoted(name)


def columns(names):
    """A list of columns in parentheses; empty where none are given."""
    return f"({', '.join(map(quoted, names))})" if names else ""


def types(kinds):
    """The types of parameters in parentheses; empty where there are none."""
    return f"({', '.join(map(type_name, kinds))})" if kinds else ""


def type_name(kind):
    """A type, so that it means the same whatever the search path is."""
    name = f"_{kind.name[:-2]}" if kind.name.endswith("[]") else kind.name
    return f"{quoted(kind.schema)}.{quoted(name)}"
