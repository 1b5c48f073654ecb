package io.migri.dialect.sqlite.facade;

import io.migri.dialect.sqlite.language.SqliteSplitter;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;

/** A text of several statements, as {@code executescript()} takes it. */
final class SqliteFacadeScript {

    /** Takes one piece. */
    interface Action {
        void execute(String piece) throws SQLException;
    }

    private final String text;
    private int done;

    SqliteFacadeScript(String text) {
        this.text = text;
    }

    /**
     * Hands over one statement after the other.
     *
     * @param unreadable takes the rest, from the statement on that cannot be read, so that SQLite says itself what it thinks of it
     */
    void forEach(Action statement, Action unreadable) throws SQLException, IOException {
        try (SqliteSplitter splitter = new SqliteSplitter(new StringReader(text))) {
            for (SqliteStatement next = splitter.next(false); next != null; next = splitter.next(false)) {
                statement.execute(next.text());
                done = Math.max(text.indexOf(next.text(), done), 0)
                        + next.text().length();
            }
        } catch (ScriptException e) {
            unreadable.execute(text.substring(Math.min(done, text.length())));
        }
    }
}
