package io.migri.format.dbmate;

import io.migri.api.Migration;
import io.migri.format.file.Refusal;
import io.migri.format.file.Translation;
import java.util.Arrays;

/** One half of a file. The first line that begins the other half ends it; further ones are comments. */
final class Half implements Translation {
    static final String UP = "migrate:up";
    static final String DOWN = "migrate:down";

    private final Migration file;
    private final String wanted;
    private int number;
    /** Empty before the first half. */
    private String current = "";

    Half(Migration file, String wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    /** Whether {@code line} is {@code --} with {@code words} and perhaps options behind them. */
    static boolean begins(String line, String words) {
        if (!line.startsWith("--")) {
            return false;
        }
        String comment = line.substring(2).strip();
        return comment.startsWith(words)
                && (comment.length() == words.length() || Character.isWhitespace(comment.charAt(words.length())));
    }

    @Override
    public String line(String line, boolean begins) {
        number += begins ? 1 : 0;
        if (begins && current.isEmpty() && begins(line, UP)) {
            return begun(line, UP);
        }
        if (begins && !current.equals(DOWN) && begins(line, DOWN)) {
            if (current.isEmpty()) {
                throw Refusal.of(file, number, line.strip(), "has \"-- migrate:down\" before \"-- migrate:up\"");
            }
            return begun(line, DOWN);
        }
        if (current.isEmpty()) {
            requireNoStatement(line);
        }
        return current.isEmpty() || current.equals(wanted) ? line : "";
    }

    private String begun(String line, String half) {
        current = half;
        return half.equals(wanted) && refusesTransaction(line) ? "-- migri: no-transaction" : "";
    }

    private static boolean refusesTransaction(String line) {
        return Arrays.asList(line.strip().split("\\s+")).contains("transaction:false");
    }

    private void requireNoStatement(String line) {
        String text = line.strip();
        if (!text.isEmpty() && !text.startsWith("--")) {
            throw Refusal.of(file, number, text, "has a statement before \"-- migrate:up\", which dbmate refuses");
        }
    }

    @Override
    public String end() {
        if (current.isEmpty()) {
            throw Refusal.of(file, "has no line \"-- migrate:up\", as files of dbmate have; others here are dbmate's");
        }
        return "";
    }
}
