package io.migri.cli.draft;

import io.migri.cli.arguments.Invocation;
import io.migri.cli.arguments.Setting;
import io.migri.cli.file.TextFile;
import io.migri.cli.output.Printable;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a new file begins with. An empty script fails, and so does the Python: none
 * is applied untouched.
 */
final class Template {
    /** A comment would be a migration that does nothing, and so one that runs well. */
    private static final String SQL = "";

    private static final String PYTHON = """
        # What can be done with conn, and what may stand in the database afterwards: docs/python.md.


        async def migrate(conn) -> bool:
            raise NotImplementedError("write what this migration does; end with return True")
        """;

    private static final String ROLLBACK = """


        async def rollback(conn) -> bool:
            raise NotImplementedError("write what takes this migration back; end with return True")
        """;

    private Template() {}

    /**
     * The text for a file of that kind. A template counts for files of its own extension, or for all if it has another.
     *
     * @throws io.migri.cli.arguments.UsageException where it cannot be read
     */
    static String of(Invocation invocation, String kind) {
        Optional<String> named = invocation.value(Setting.TEMPLATE);
        Optional<String> other = named.flatMap(Kinds::of).filter(one -> !one.equals(kind));
        if (other.isPresent() && invocation.options().containsKey(Setting.TEMPLATE)) {
            throw invocation.invalid(
                    Setting.TEMPLATE, "it is for ." + other.get() + " files, and the new one is a ." + kind + " file.");
        }
        return named.isPresent() && other.isEmpty() ? read(invocation, named.get()) : plain(invocation, kind);
    }

    private static String plain(Invocation invocation, String kind) {
        if (kind.equals(Kinds.SQL)) {
            return SQL;
        }
        return invocation.on(Setting.WITH_UNDO) ? PYTHON + ROLLBACK : PYTHON;
    }

    private static String read(Invocation invocation, String file) {
        try {
            return TextFile.read(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            String reason =
                    e instanceof IOException ? String.valueOf(e.getMessage()) : "it cannot be the name of a file";
            throw invocation.invalid(Setting.TEMPLATE, "'" + Printable.text(file) + "': " + reason + ".");
        }
    }
}
