package io.migri.dialect.mysql.reading;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlQuoting;
import io.migri.dialect.mysql.language.MySqlTokens;
import java.util.Optional;

/** A statement, for questions that come later: as long as its reader has taken no other one, what was noted of it need not be found again. */
public final class MySqlReading {
    private final String text;
    private final MySqlNotes notes;
    private final int turn;

    private MySqlReading(String text, MySqlNotes notes) {
        this.text = text;
        this.notes = notes;
        this.turn = notes.turn();
    }

    /** The one that was read last, with these quotes, while {@code notes} were taken. */
    public static MySqlReading of(String text, MySqlNotes notes, MySqlQuoting quoting) {
        notes.complete(text, quoting);
        return new MySqlReading(text, notes);
    }

    /** One of which nothing is noted. */
    public static MySqlReading of(String text) {
        return new MySqlReading(text, new MySqlNotes());
    }

    public String text() {
        return text;
    }

    /** Its parts, as such a server reads them. */
    public MySqlParts parts(MySqlQuoting quoting, MySqlServer server) {
        Optional<MySqlParts> known = isNoted() ? notes.parts(quoting, server) : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        MySqlParts parts = new MySqlParts(MySqlTokens.of(text, quoting, server));
        if (isNoted()) {
            notes.keep(text, parts, quoting, server);
        }
        return parts;
    }

    /** The parts that begin within the first {@code limit} characters; all of them where these are known. */
    public MySqlParts parts(int limit, MySqlQuoting quoting, MySqlServer server) {
        return limit < text.length()
                ? new MySqlParts(MySqlTokens.upTo(limit, text, quoting, server))
                : parts(quoting, server);
    }

    /** What of it means something; empty where the notes do not tell. */
    public Optional<String> canonical(MySqlQuoting quoting) {
        return isNoted() && notes.tell(quoting) ? MySqlCanonicalText.noted(text, notes) : Optional.empty();
    }

    private boolean isNoted() {
        return notes.turn() == turn;
    }
}
