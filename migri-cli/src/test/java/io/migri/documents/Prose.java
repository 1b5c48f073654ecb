package io.migri.documents;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a text for people is measured by. */
final class Prose {
    /** Of a sentence. */
    static final int MOST_WORDS = 30;

    /** Where one thought ends. In a message a semicolon stands between two sentences. */
    private static final Pattern END = Pattern.compile("[.!?;:](?=\\s|$)|\\\\n|\\n| = ");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}{][^\\s]*");

    /** Expressions for words that a colleague would not say, or that have a better one. */
    private static final List<String> ODD = List.of(
            "mend(s|ed|ing)?",
            "stood in",
            "stands in for",
            "let be",
            "one of these meant",
            "(sorts?|go|goes|comes|stops) (on )?behind",
            "tells of",
            "at hand are",
            "out of account",
            "nobody listens",
            "in no time",
            "comes? to the same",
            "one cannot",
            "is there of",
            "what of it",
            "whither",
            "thereof",
            "hereby",
            "is no beginning",
            "named nowhere",
            "that is meant",
            "ought");

    private static final Pattern ODDITY = Pattern.compile("(?i)\\b(" + String.join("|", ODD) + ")\\b");

    private Prose() {}

    /** How many words the longest sentence of {@code text} has. */
    static int longest(String text) {
        return sentences(text).mapToInt(Prose::words).max().orElse(0);
    }

    static Stream<String> sentences(String text) {
        return END.splitAsStream(text);
    }

    static int words(String sentence) {
        return (int) WORD.matcher(sentence).results().count();
    }

    /** The first word that is not good English here. */
    static Optional<String> oddity(String text) {
        return ODDITY.matcher(text).results().map(MatchResult::group).findFirst();
    }
}
