package io.migri.dialect.postgresql.language;

import java.util.Optional;

/**
 * A statement and its tokens, for questions that look here and there in it.
 *
 * @param text as it is sent
 * @param lexemes its tokens; good until the reader takes the next statement
 */
public record PostgresqlStatement(String text, PostgresqlLexemes lexemes) {

    /** One that was not read as part of a script, such as a routine's body. */
    public static PostgresqlStatement of(String text) {
        return new PostgresqlStatement(text, PostgresqlLexemes.of(text, true));
    }

    public PostgresqlWords words() {
        return new PostgresqlWords(text, lexemes);
    }

    public int count() {
        return lexemes.count();
    }

    public boolean is(int index, String word) {
        return lexemes.is(text, index, word);
    }

    public boolean is(int index, char symbol) {
        return lexemes.is(text, index, symbol);
    }

    public boolean isString(int index) {
        return index < lexemes.count() && lexemes.sort(index) == PostgresqlLexeme.STRING;
    }

    public boolean isName(int index) {
        return lexemes.isName(index);
    }

    /** The name at that place as the catalogs have it, empty where there is none. */
    public String name(int index) {
        return isName(index) ? lexemes.name(text, index) : "";
    }

    /** The place behind the words that stand there, in that order; {@code index} where not all of them do. */
    public int behind(int index, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!is(index + i, words[i])) {
                return index;
            }
        }
        return index + words.length;
    }

    /** The place behind {@code [GLOBAL | LOCAL] TEMP[ORARY]}; {@code index} where it does not stand there. */
    public int behindTemporary(int index) {
        int word = behind(behind(index, "GLOBAL"), "LOCAL");
        return is(word, "TEMP") || is(word, "TEMPORARY") ? word + 1 : index;
    }

    /** The place of the last part of the name that begins there: of {@code table} in {@code schema.table}. */
    public int lastPart(int index) {
        int last = index;
        while (is(last + 1, '.') && isName(last + 2)) {
            last += 2;
        }
        return last;
    }

    /** What the string at that place says; empty where there is none, or nobody knows. */
    public Optional<String> literal(int index) {
        return isString(index) ? PostgresqlLiteral.text(lexemes.written(text, index)) : Optional.empty();
    }

    /** The first place from there on where that word stands; the number of tokens where it does not. */
    public int find(int from, String word) {
        int index = from;
        while (index < count() && !is(index, word)) {
            index++;
        }
        return index;
    }
}
