package io.migri.core.options;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.history.HistoryTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the name of a history as somebody writes it: {@code shop_history}, {@code audit.shop_history}, {@code "my schema"."history"}. Each
 * part is taken to the letter. In quotes it may have a dot or a space.
 */
final class HistoryName {
    private static final String SIGNS = "_-$#";

    private final String written;
    private int at;

    private HistoryName(String written) {
        this.written = written;
    }

    /** @throws MigriException with code {@code CONFIGURATION_INVALID} where it is no name */
    static HistoryTable read(String written) {
        return new HistoryName(written).table();
    }

    private HistoryTable table() {
        String first = part();
        if (at == written.length()) {
            return checked(null, first);
        }
        at++;
        String second = part();
        if (at < written.length()) {
            throw refusal("has more than two parts");
        }
        return checked(first, second);
    }

    /** Ends before a dot, or at the end. */
    private String part() {
        boolean quoted = at < written.length() && written.charAt(at) == '"';
        int from = quoted ? at + 1 : at;
        int end = written.indexOf(quoted ? '"' : '.', from);
        if (quoted && end < 0) {
            throw refusal("has a quote that is not closed");
        }
        String part = written.substring(from, end < 0 ? written.length() : end);
        at = end < 0 ? written.length() : quoted ? end + 1 : end;
        if (at < written.length() && written.charAt(at) != '.') {
            throw refusal("has letters after a quote");
        }
        require(part, quoted);
        return part;
    }

    private void require(String part, boolean quoted) {
        if (part.isBlank() || !part.strip().equals(part)) {
            throw refusal("has a part that is empty, or begins or ends with a space");
        }
        String signs = quoted ? SIGNS + ". " : SIGNS;
        part.codePoints()
                .filter(letter -> !Character.isLetterOrDigit(letter) && signs.indexOf(letter) < 0)
                .findFirst()
                .ifPresent(letter -> {
                    throw refusal("has the character " + printed(letter) + "; letters, digits and " + SIGNS
                            + " may be in it, in double quotes dots and spaces, too");
                });
    }

    private HistoryTable checked(@Nullable String schema, String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (folded.startsWith(HistoryTable.PREFIX)
                || folded.endsWith(HistoryTable.SOURCE_SUFFIX)
                || folded.endsWith(HistoryTable.JOURNAL_SUFFIX)
                || folded.endsWith(HistoryTable.REPEATABLE_SUFFIX)
                || (folded.equals(HistoryTable.USUAL.name()) && !name.equals(folded))) {
            throw refusal("is that of a table of Migri's own, or differs from it in case alone");
        }
        return new HistoryTable(schema, name);
    }

    private static String printed(int letter) {
        return Character.isISOControl(letter) ? String.format("\\u%04x", letter) : Character.toString(letter);
    }

    private MigriException refusal(String reason) {
        return MigriException.of(ErrorCode.CONFIGURATION_INVALID, "the name of the history, " + written + ", " + reason)
                .help("write a name, such as shop_history, or the schema before it: audit.shop_history")
                .build();
    }
}
