"""The methods of a connection that copy."""

from . import copying, names
from .exchange import seconds


class Copier:
    """``copy_from_…`` goes out of the database, ``copy_to_…`` and ``copy_records_to_…`` into it."""

    async def copy_from_table(
        self, table_name, *, output, columns=None, schema_name=None, timeout=None, format=None, oids=None, delimiter=None,
        null=None, header=None, quote=None, escape=None, force_quote=None, encoding=None
    ):  # fmt: skip
        """Copies a table to a file, a path or a coroutine function; returns the command's tag."""
        options = copying.options(
            dict(format=format, oids=oids, delimiter=delimiter, null=null, header=header, quote=quote, escape=escape,
                 force_quote=force_quote, encoding=encoding)
        )  # fmt: skip
        target = names.table(table_name, schema_name) + names.columns(columns)
        return await self._copy(f"COPY {target} TO STDOUT {options}", timeout).out(output)

    async def copy_from_query(
        self, query, *args, output, timeout=None, format=None, oids=None, delimiter=None, null=None, header=None,
        quote=None, escape=None, force_quote=None, encoding=None
    ):  # fmt: skip
        """Copies the rows of a query to a file, a path or a coroutine function; returns the command's tag."""
        options = copying.options(
            dict(format=format, oids=oids, delimiter=delimiter, null=null, header=header, quote=quote, escape=escape,
                 force_quote=force_quote, encoding=encoding)
        )  # fmt: skip
        query = await copying.inlined(self, query, args)
        return await self._copy(f"COPY ({query}) TO STDOUT {options}", timeout).out(output)

    async def copy_to_table(
        self, table_name, *, source, columns=None, schema_name=None, timeout=None, format=None, oids=None, freeze=None,
        delimiter=None, null=None, header=None, quote=None, escape=None, force_quote=None, force_not_null=None, force_null=None,
        encoding=None, where=None
    ):  # fmt: skip
        """Copies a file, a path, bytes or an asynchronous iterable to a table; returns the command's tag."""
        options = copying.options(
            dict(format=format, oids=oids, freeze=freeze, delimiter=delimiter, null=null, header=header, quote=quote, escape=escape,
                 force_not_null=force_not_null, force_null=force_null, encoding=encoding)
        )  # fmt: skip
        target = names.table(table_name, schema_name) + names.columns(columns)
        copy = self._copy(f"COPY {target} FROM STDIN {options} {copying.condition(where)}", timeout)
        return await copy.feed(copying.source_portions(source))

    async def copy_records_to_table(
        self, table_name, *, records, columns=None, schema_name=None, timeout=None, where=None
    ):
        """Copies rows, of an iterable or an asynchronous one, to a table; returns the command's tag."""
        target = names.table(table_name, schema_name)
        wanted = ", ".join(map(names.quoted, columns)) if columns else "*"
        statement = await self._statement(f"SELECT {wanted} FROM {target} LIMIT 1", seconds(timeout), None)
        copy = self._copy(f"COPY {target}{names.columns(columns)} FROM STDIN {copying.condition(where)}", timeout)
        return await copy.feed(copying.record_portions(records, [oid for _, oid in statement.columns], self._codecs))

    def _copy(self, statement, timeout):
        return copying.Copy(self._exchange, statement, seconds(timeout))
