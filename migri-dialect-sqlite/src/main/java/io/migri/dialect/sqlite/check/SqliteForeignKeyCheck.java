package io.migri.dialect.sqlite.check;

import io.migri.dialect.sqlite.connection.SqliteReason;
import io.migri.dialect.sqlite.language.SqlitePragma;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Looks whether a migration that switches foreign keys off, or asks for {@code PRAGMA foreign_key_check}, leaves rows behind that
 * refer to nothing: as its author would, before {@code COMMIT}. What was so before is told and lets the migration pass.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html#otheralter">Making Other Kinds Of Table Schema Changes</a>
 */
public final class SqliteForeignKeyCheck {
    private final SQLiteConnection connection;
    private final List<String> remarks = new ArrayList<>();
    private boolean wanted;
    private boolean inTransaction;
    private @Nullable SqliteOrphans before;

    public SqliteForeignKeyCheck(SQLiteConnection connection) {
        this.connection = connection;
    }

    /** These are about to be executed. All are looked at before the first, for what it does counts too. */
    public void expect(List<String> statements) throws SQLException {
        if (!wanted && statements.stream().anyMatch(SqliteForeignKeyCheck::asks)) {
            wanted = true;
            lookBefore();
        }
    }

    /** A transaction was opened. */
    public void begun() throws SQLException {
        inTransaction = true;
        lookBefore();
    }

    /**
     * A transaction is about to be committed.
     *
     * @throws SQLException where it adds rows that refer to nothing
     */
    public void beforeCommit() throws SQLException {
        SqliteOrphans known = before;
        if (known == null) {
            return;
        }
        SqliteOrphans now = SqliteOrphans.in(connection);
        Optional<String> added = now.addedTo(known);
        if (added.isPresent()) {
            throw new SQLiteException(
                    "rows would refer to nothing that did not before (PRAGMA foreign_key_check): " + added.get(),
                    SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY);
        }
        if (!now.areNone()) {
            remarks.add("rows refer to nothing, as before this migration (PRAGMA foreign_key_check): " + now);
        }
    }

    /** The transaction has ended, either way. */
    public void ended() {
        inTransaction = false;
        before = null;
    }

    /** The migration has ended. */
    public void forget() {
        wanted = false;
    }

    /** What is worth telling, each once. */
    public List<String> remarks() {
        List<String> told = List.copyOf(remarks);
        remarks.clear();
        return told;
    }

    private void lookBefore() throws SQLException {
        if (!wanted || !inTransaction) {
            return;
        }
        try {
            before = SqliteOrphans.in(connection);
        } catch (SQLException e) {
            remarks.add("foreign keys are not checked, because they could not be before this migration either: "
                    + SqliteReason.message(e));
        }
    }

    private static boolean asks(String statement) {
        return SqlitePragma.of(statement)
                .filter(pragma -> pragma.is("foreign_key_check")
                        || (pragma.is("foreign_keys") && pragma.sets() && !pragma.isOn()))
                .isPresent();
    }
}
