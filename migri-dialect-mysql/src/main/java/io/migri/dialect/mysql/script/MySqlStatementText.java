package io.migri.dialect.mysql.script;

import io.migri.dialect.mysql.language.MySqlPlace;
import io.migri.dialect.mysql.reading.MySqlReading;
import java.util.List;

/**
 * A statement as it stands in a script.
 *
 * @param reading its text, and what was noted of it
 * @param place where it begins
 * @param words its first ones, in upper case
 * @param remarkable whether it has words that a session remembers something by
 * @param effective whether it has more than comments that this server does not execute
 */
public record MySqlStatementText(
        MySqlReading reading, MySqlPlace place, List<String> words, boolean remarkable, boolean effective) {
    public MySqlStatementText {
        words = List.copyOf(words);
    }

    public String text() {
        return reading.text();
    }
}
