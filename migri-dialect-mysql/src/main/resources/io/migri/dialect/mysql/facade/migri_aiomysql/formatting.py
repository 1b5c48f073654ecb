"""The text that goes to the server."""


def wire(sql):
    """``sql`` as a plain text. Bytes that are no UTF-8 stand in it as halves of surrogate pairs, by which the channel knows them.

    Raises for all other halves, as PyMySQL does.
    """
    if isinstance(sql, str):
        if type(sql) is not str:
            sql = str.__str__(sql)
        if not sql.isascii():
            sql.encode("utf-8", "surrogateescape")
        return sql
    if isinstance(sql, (bytes, bytearray)):
        return bytes(sql).decode("utf-8", "surrogateescape")
    len(sql)
    raise TypeError(f"can't concat {type(sql).__name__} to bytes")
