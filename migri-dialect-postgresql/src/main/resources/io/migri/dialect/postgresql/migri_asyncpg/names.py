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
