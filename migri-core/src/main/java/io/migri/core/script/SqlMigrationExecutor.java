package io.migri.core.script;

import io.migri.api.Migration;
import io.migri.core.source.RepeatableName;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.execution.RunScope;
import io.migri.spi.script.ScriptException;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.script.TransactionEffect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code .sql} files. Each is read to its end before anything runs, to find its mistakes and to take its hash; a small one is
 * kept, a large one is read once more, statement by statement, when its turn comes.
 */
public final class SqlMigrationExecutor implements MigrationExecutor {
    /** The kind of files that it runs. */
    public static final String KIND = "sql";

    /** So many characters of one script are kept between preparing and running. */
    private static final int KEPT = 256 * 1024;

    /** So much of a script's beginning tells who wrote it. */
    private static final int HEAD = 2048;

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public PreparedMigration prepare(Migration migration, RunScope scope) throws IOException, SQLException {
        try {
            return read(migration, scope.session());
        } catch (InvalidUtf8Exception e) {
            throw at(migration, scope.session(), e);
        }
    }

    @Override
    public String tokens(Migration migration, DialectSession session) throws IOException, SQLException {
        try {
            return hash(migration, session);
        } catch (InvalidUtf8Exception e) {
            throw at(migration, session, e);
        }
    }

    private static String hash(Migration migration, DialectSession session) throws IOException, SQLException {
        long count = 0;
        try (TokenHash hash = new TokenHash(directives(migration));
                StatementReader statements = session.language()
                        .read(new Utf8Reader(migration.content().open()))) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                hash.add(next, session.language());
                count++;
            }
            return hash.hexadecimal();
        } catch (OutOfMemoryError e) {
            throw new StatementTooLargeException(count + 1, e);
        }
    }

    private static PreparedMigration read(Migration migration, DialectSession session)
            throws IOException, SQLException {
        Preparation preparation = new Preparation(directives(migration), session);
        try (preparation;
                Utf8Reader text = new Utf8Reader(migration.content().open());
                StatementReader statements = session.language().read(text)) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                preparation.add(next);
            }
            return preparation.script(migration, text.blank());
        } catch (OutOfMemoryError e) {
            throw new StatementTooLargeException(preparation.read() + 1, e);
        }
    }

    private static Directives directives(Migration migration) throws IOException {
        try (BufferedReader head =
                new BufferedReader(new Utf8Reader(migration.content().open()))) {
            return RepeatableName.is(migration.name()) ? Directives.ofRepeatable(head) : Directives.read(head);
        }
    }

    /** The line and column of the bad byte, found by reading up to it once more. */
    private static ScriptException at(Migration migration, DialectSession session, InvalidUtf8Exception failure)
            throws IOException {
        int line = 1;
        int column = 1;
        String head;
        String lineBefore;
        try (InputStream bytes = migration.content().open()) {
            byte[] before = bytes.readNBytes((int) Math.min(failure.offset(), Integer.MAX_VALUE - 8));
            head = new String(before, 0, Math.min(before.length, HEAD), StandardCharsets.UTF_8);
            lineBefore = lineBefore(before);
            for (byte one : before) {
                boolean lineEnd = one == '\n';
                boolean startsCharacter = (one & 0xC0) != 0x80;
                line += lineEnd ? 1 : 0;
                column = lineEnd ? 1 : column + (startsCharacter ? 1 : 0);
            }
        }
        String remedy = session.language().remedyForBytes(head, lineBefore).orElse("save the file as UTF-8");
        return new ScriptException(failure.getMessage() + "; " + remedy, line, column);
    }

    private static String lineBefore(byte[] before) {
        int start = before.length;
        while (start > 0 && before[start - 1] != '\n') {
            start--;
        }
        return new String(before, start, before.length - start, StandardCharsets.UTF_8);
    }

    /** Counts the statements of a script, keeps them while they are small, and looks for contradictions. */
    private static final class Preparation implements AutoCloseable {
        private @Nullable List<SqlStatement> kept = new ArrayList<>();
        private int keptCharacters;
        private long count;
        private boolean inBlock;
        private final Directives directives;
        private final DialectSession session;
        private final StatementDirection direction;
        private final ShapeScan scan = new ShapeScan();
        private final TokenHash hash;

        Preparation(Directives directives, DialectSession session) {
            this.directives = directives;
            this.session = session;
            this.direction = new StatementDirection(directives);
            this.hash = new TokenHash(directives);
        }

        void add(SqlStatement statement) throws IOException {
            scan.add(direction.of(statement));
            check(statement);
            checkVersion(statement);
            hash.add(statement, session.language());
            keep(statement);
            count++;
        }

        @Override
        public void close() {
            hash.close();
        }

        /** How many statements were understood so far. */
        long read() {
            return count;
        }

        PreparedScript script(Migration migration, boolean empty) throws SQLException, IOException {
            return new PreparedScript(
                            migration, session, directives, empty, count, hash.hexadecimal(), ScriptShape.NONE, kept)
                    .shaped(scan);
        }

        private void check(SqlStatement statement) throws ScriptException {
            if (statement.effect().begins()) {
                inBlock = true;
            } else if (statement.effect().ends()) {
                inBlock = false;
            } else if (statement.effect() == TransactionEffect.REFUSES_IT && inBlock) {
                throw new ScriptException(
                        "this statement cannot run inside the file's own transaction; move it after the COMMIT",
                        statement.line(),
                        statement.column());
            } else if (directives.noTransaction() && !inBlock) {
                refuseAlone(statement);
            }
        }

        private void refuseAlone(SqlStatement statement) throws ScriptException {
            Optional<String> reason = statement.traits().refusedAlone();
            if (reason.isPresent()) {
                throw new ScriptException(reason.get(), statement.line(), statement.column());
            }
        }

        private void checkVersion(SqlStatement statement) throws ScriptException {
            Optional<String> reason = statement.traits().beyondServer();
            if (reason.isPresent()) {
                throw new ScriptException(reason.get(), statement.line(), statement.column());
            }
        }

        private void keep(SqlStatement statement) {
            keptCharacters += statement.text().length();
            if (kept != null && keptCharacters <= KEPT && statement.data() == null) {
                kept.add(statement);
            } else {
                kept = null;
            }
        }
    }
}
