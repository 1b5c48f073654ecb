package io.migri.cli.draft;

import io.migri.cli.output.Printable;
import java.text.Normalizer;
import java.util.Optional;
import java.util.function.Function;

/**
 * A name as somebody types it for a new migration.
 *
 * @param text without an extension, in Unicode's composed form, and with {@code _} in place of blanks
 * @param kind the extension that was typed; empty where none was
 */
record TypedName(String text, Optional<String> kind) {
    /** What separates directories somewhere, or cannot be in a name on some system. */
    private static final String FORBIDDEN = "/\\:*?\"<>|";

    private static final char BLANK = '_';

    /** @param refusal makes what is thrown where no file can have that name, from the reason */
    static TypedName of(String typed, Function<String, RuntimeException> refusal) {
        if (typed.codePoints().anyMatch(Printable::isHidden)) {
            throw refusal.apply("it holds a character that nobody sees");
        }
        String text = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        Optional<String> kind = Kinds.of(text);
        String name = kind.map(one -> Kinds.without(text, one)).orElse(text);
        if (name.isEmpty()) {
            throw refusal.apply("it is empty");
        }
        if (name.startsWith(".")) {
            throw refusal.apply("it begins with a dot, and hidden files are passed over");
        }
        return new TypedName(checked(name, refusal), kind);
    }

    private static String checked(String name, Function<String, RuntimeException> refusal) {
        StringBuilder checked = new StringBuilder();
        name.codePoints().forEach(character -> {
            if (FORBIDDEN.indexOf(character) >= 0) {
                throw refusal.apply("a file's name cannot hold " + Character.toString(character) + " everywhere");
            }
            checked.appendCodePoint(Character.isSpaceChar(character) ? BLANK : character);
        });
        return checked.toString();
    }
}
