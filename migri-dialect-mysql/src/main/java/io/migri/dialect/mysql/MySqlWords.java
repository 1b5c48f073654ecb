package io.migri.dialect.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The beginning of a statement in pieces: names, words and punctuation. Comments are left out, but for the content of those that
 * servers execute.
 */
final class MySqlWords {
    private static final int LONGEST = 400;

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    private MySqlWords(String text) {
        this.text = text;
    }

    static List<Piece> of(String statement) {
        MySqlWords words = new MySqlWords(statement);
        while (words.at < statement.length() && words.pieces.size() < LONGEST) {
            words.take();
        }
        return words.pieces;
    }

    private void take() {
        char next = text.charAt(at);
        if (next == '#' || (text.startsWith("--", at) && at + 2 < text.length() && text.charAt(at + 2) <= ' ')) {
            skipPast("\n");
        } else if (text.startsWith("/*!", at) || text.startsWith("/*M!", at)) {
            at = text.indexOf('!', at) + 1;
            skipDigits();
        } else if (text.startsWith("/*", at)) {
            skipPast("*/");
        } else if (text.startsWith("*/", at)) {
            at += 2;
        } else if (next == '`' || next == '"' || next == '\'') {
            quoted(next);
        } else if (MySqlText.isWordCharacter(next)) {
            word();
        } else {
            at++;
            if (!MySqlText.isSpace(next)) {
                pieces.add(new Piece(String.valueOf(next), String.valueOf(next)));
            }
        }
    }

    private void skipPast(String end) {
        int found = text.indexOf(end, at + 1);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void skipDigits() {
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
    }

    private void quoted(char quote) {
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            boolean doubled = text.charAt(at) == quote && at + 1 < text.length() && text.charAt(at + 1) == quote;
            boolean escaped = text.charAt(at) == '\\' && quote != '`' && at + 1 < text.length();
            if (doubled || escaped) {
                at++;
            } else if (text.charAt(at) == quote) {
                break;
            }
            content.append(text.charAt(at));
        }
        at++;
        pieces.add(new Piece("", content.toString()));
    }

    private void word() {
        int start = at;
        while (at < text.length() && MySqlText.isWordCharacter(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        pieces.add(new Piece(word.toUpperCase(Locale.ROOT), word));
    }

    /**
     * A piece of a statement.
     *
     * @param word in upper case; empty for what stands in quotes
     * @param text as it is written, without quotes
     */
    record Piece(String word, String text) {}
}
