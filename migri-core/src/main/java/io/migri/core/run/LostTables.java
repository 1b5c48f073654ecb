package io.migri.core.run;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import io.migri.spi.script.SqlStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The temporary tables that an earlier run made, and which ended with it. What goes on without them would fail, or find another table
 * of that name.
 */
final class LostTables {
    private static final Pattern DROP = Pattern.compile("\\s*drop\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Migration migration;
    private final DialectSession session;
    private final int done;
    private final Map<String, Lost> lost = new LinkedHashMap<>();

    /** @param done how many statements of {@code migration} an earlier run did */
    LostTables(Migration migration, DialectSession session, int done) {
        this.migration = migration;
        this.session = session;
        this.done = done;
    }

    /** The next statement. Throws where it needs a table that is gone. */
    void next(SqlStatement statement) {
        session.temporaryTable(statement.text()).ifPresentOrElse(name -> made(name, statement), () -> look(statement));
    }

    private void made(String name, SqlStatement statement) {
        if (statement.ordinal() < done) {
            Pattern word = Pattern.compile(
                    "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            lost.put(name, new Lost(statement.ordinal() + 1, word));
        } else {
            lost.remove(name);
        }
    }

    private void look(SqlStatement statement) {
        boolean drops = DROP.matcher(statement.text()).matches();
        lost.entrySet().removeIf(one -> {
            boolean meant = one.getValue().word().matcher(statement.text()).find();
            if (meant && !drops && statement.ordinal() >= done) {
                throw missing(one.getKey(), one.getValue().statement(), statement);
            }
            return meant && drops && statement.ordinal() < done;
        });
    }

    private MigriException missing(String name, int made, SqlStatement statement) {
        return new MigriException(
                ErrorCode.VALIDATION,
                migration.name() + ": statement " + (statement.ordinal() + 1) + " mentions the temporary table " + name
                        + ", which statement " + made + " made in an earlier run, and which ended with it",
                "make the table once more: put what makes and fills it behind statement " + done
                        + ", and run `migri migrate` again; if another table is meant, run `migri resume --retry`",
                ScriptText.position(migration, statement, 0),
                null,
                null);
    }

    /**
     * A table that is gone.
     *
     * @param statement one-based ordinal of the statement that made it
     * @param word its name as a word of its own
     */
    private record Lost(int statement, Pattern word) {}
}
