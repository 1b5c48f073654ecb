package io.migri.core.record;

import io.migri.spi.history.StoredScript;
import java.nio.charset.StandardCharsets;

/** What is kept of a file whose text is not to be stored: a line that says so. The hashes are those of the file. */
public final class WithheldText {
    private static final String MARK = "migri: the text of this migration is not stored";

    private WithheldText() {}

    static StoredScript of(String kind, Gzip gzip) {
        return of(kind, "", gzip);
    }

    /** The same with the hash over what the file says, for one whose hashes are kept nowhere else. */
    static StoredScript of(String kind, String tokens, Gzip gzip) {
        String line = (kind.equals("sql") ? "-- " : "# ") + tokens + (tokens.isEmpty() ? "" : ": ") + MARK + '\n';
        return new StoredScript(kind, gzip.compressed(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether it is such a line for a file with this hash. */
    static boolean isOf(String text, String tokens) {
        return is(text) && text.contains(" " + tokens + ": ");
    }

    /** Whether it is such a line, and so nothing to compare with. */
    public static boolean is(String text) {
        return text.strip().endsWith(MARK) && text.strip().indexOf('\n') < 0;
    }
}
