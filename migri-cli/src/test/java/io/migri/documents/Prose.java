package io.migri.documents;

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

    /** Words that a colleague would not say, or that have a better one. */
    private static final Pattern ODD =
            Pattern.compile("(?i)\\b(mend|mended|mends|mending|stood in|stands in for|let be|"
                    + "one of these meant|sorts? behind|goes on behind|tells of|at hand are|out of account|nobody listens|"
                    + "in no time|comes? to the same|one cannot|is there of|what of it|whither|thereof|hereby|"
                    + "is no beginning|named nowhere|that is meant|ought)\\b");

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
        return ODD.matcher(text).results().map(MatchResult::group).findFirst();
    }
}
