package io.migri.dialect.postgresql.language;

import io.migri.spi.script.ScriptCursor;
import io.migri.spi.script.ScriptException;
import java.io.IOException;

/**
 * Backslash commands, which psql obeys by itself and never sends to the server
 * (<a href="https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMANDS">manual</a>).
 */
final class PostgresqlClientCommands {

    private PostgresqlClientCommands() {}

    /** Skips what pg_dump writes around a dump; refuses everything else. The cursor stands on a backslash between statements. */
    static void take(ScriptCursor cursor) throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        String command = name(cursor);
        if (!command.equals("\\restrict") && !command.equals("\\unrestrict")) {
            throw new ScriptException(reason(command), line, column);
        }
        cursor.takeLine();
    }

    /** The refusal of one that stands within a statement. */
    static ScriptException within(ScriptCursor cursor) throws IOException {
        int line = cursor.line();
        int column = cursor.column();
        String command = name(cursor);
        if (command.equals("\\") && cursor.peek() == ';') {
            return new ScriptException(
                    "\\; makes psql send two statements in one message, which Migri does by itself; write ; instead",
                    line,
                    column);
        }
        return new ScriptException(
                command + " is a command of psql and cannot stand within a statement; end the statement with ; instead",
                line,
                column);
    }

    private static String name(ScriptCursor cursor) throws IOException {
        StringBuilder name = new StringBuilder();
        do {
            name.append((char) cursor.take());
        } while (cursor.peek() > ' ' && cursor.peek() != ';');
        return name.toString();
    }

    private static String reason(String command) {
        return switch (command) {
            case "\\c", "\\connect" ->
                command + " makes psql go to another database or user, but a migration stays on its connection;"
                        + " remove the line, and use SET ROLE to act as somebody else";
            case "\\i", "\\ir", "\\include", "\\include_relative" ->
                command
                        + " makes psql read another file; put the contents of that file here, or make it a migration of its own";
            case "\\copy" ->
                "\\copy makes psql read or write a file beside itself; use COPY … FROM stdin; with the rows in this file";
            case "\\." -> "\\. ends the rows of a COPY … FROM stdin, and there is none here; remove the line";
            case "\\g", "\\gx", "\\gset", "\\gexec", "\\gdesc" ->
                command + " makes psql execute what stands before it; end the statement with ; instead";
            default ->
                command + " is a command of psql, which the server does not know; remove it or write SQL instead";
        };
    }
}
