package io.migri.core.reading;

import io.migri.api.DatabaseError;
import io.migri.api.SourcePosition;
import io.migri.spi.DialectSession;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A character outside of texts and comments that a person does not see, or takes for another one: spaces that are none to the database, marks
 * without a width, and the quotes, dashes and brackets that word processors write.
 *
 * @param index where it is in the statement
 * @param character its code point
 */
public record HiddenCharacter(int index, int character) {
    /** Marks where the dialect, which alone knows what is a text, sees code. No script has it. */
    private static final char PROBE = '\ufdd0';

    /** So many places are looked at, and statements of so many characters. */
    private static final int MOST = 200;

    private static final int LONGEST = 1 << 20;

    /** The first such character from {@code offset} on, or else the first of all. */
    public static Optional<HiddenCharacter> near(DialectSession session, String statement, int offset) {
        if (statement.length() > LONGEST) {
            return Optional.empty();
        }
        int[] places = IntStream.range(0, statement.length())
                .filter(i -> misleads(statement.codePointAt(i)))
                .limit(MOST)
                .filter(i -> isCode(session, statement, i))
                .toArray();
        return IntStream.of(places)
                .filter(place -> place >= offset)
                .boxed()
                .findFirst()
                .or(() -> IntStream.of(places).boxed().findFirst())
                .map(place -> new HiddenCharacter(place, statement.codePointAt(place)));
    }

    /** {@code error} with what nobody sees as a hint, unless the database has a hint itself. */
    public DatabaseError told(DatabaseError error, SourcePosition place) {
        return error.hint().isPresent()
                ? error
                : new DatabaseError(
                        error.kind(),
                        error.code(),
                        error.message(),
                        error.detail(),
                        Optional.of(
                                "Line " + place.line() + ", column " + place.column() + " has " + description() + "."),
                        error.offset());
    }

    private String description() {
        String name = String.format(Locale.ROOT, "the %s (U+%04X)", name(), character);
        return isLookAlike(character) || isPunctuation(character)
                ? name + ", which SQL does not know"
                : name + ", which cannot be seen";
    }

    private String name() {
        return switch (character) {
            case 0xfeff -> "byte order mark";
            case 0x001a -> "control character Ctrl-Z";
            default ->
                Optional.ofNullable(Character.getName(character))
                        .map(known -> known.toLowerCase(Locale.ROOT))
                        .orElse("character");
        };
    }

    private static boolean isCode(DialectSession session, String statement, int index) {
        int behind = statement.offsetByCodePoints(index, 1);
        String marked = statement.substring(0, index) + PROBE + statement.substring(behind);
        return session.language().redacted(marked).indexOf(PROBE) >= 0;
    }

    private static boolean misleads(int character) {
        if (character < 0x80) {
            return (character < ' ' && !Character.isWhitespace(character)) || character == 0x7f;
        }
        return switch (Character.getType(character)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isPunctuation(character) || isLookAlike(character);
        };
    }

    private static boolean isPunctuation(int character) {
        return switch (Character.getType(character)) {
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION, Character.DASH_PUNCTUATION ->
                character >= 0x80;
            default -> false;
        };
    }

    /** Full-width forms of ASCII, low quotes, primes, the acute accent, the minus sign, the Greek question mark, fillers of Hangul. */
    private static boolean isLookAlike(int character) {
        return (character >= 0xff01 && character <= 0xff5e)
                || character == 0x201a
                || character == 0x201e
                || (character >= 0x2032 && character <= 0x2036)
                || character == 0x00b4
                || character == 0x2212
                || character == 0x037e
                || character == 0x115f
                || character == 0x1160
                || character == 0x3164
                || character == 0xffa0;
    }
}
