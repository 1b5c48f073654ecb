package io.migri.dialect.mysql.language;

import io.migri.spi.script.ScriptCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The quotes around the body of a program in another language: {@code AS $$…$$}, {@code AS $js$…$js$}. */
public final class MySqlDollarQuote {
    private MySqlDollarQuote() {}

    /** The quote that the cursor stands on, if any. */
    static @Nullable public String tag(ScriptCursor cursor) throws IOException {
        StringBuilder tag = new StringBuilder("$");
        for (int i = 1; MySqlText.isWordCharacter(cursor.peek(i)); i++) {
            tag.append((char) cursor.peek(i));
            if (cursor.peek(i) == '$') {
                return tag.toString();
            }
        }
        return null;
    }

    /** Takes what is quoted, and the quotes; whether the second was there. */
    public static boolean take(ScriptCursor cursor, String tag) throws IOException {
        cursor.take(tag.length());
        while (!cursor.lookingAt(tag)) {
            if (cursor.take() == ScriptCursor.END) {
                return false;
            }
        }
        cursor.take(tag.length());
        return true;
    }
}
