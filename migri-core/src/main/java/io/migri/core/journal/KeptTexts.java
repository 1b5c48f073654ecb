package io.migri.core.journal;

import io.migri.core.script.PrefixDigest;
import io.migri.spi.history.JournalEntry;
import java.util.function.UnaryOperator;

/**
 * What the journal keeps of the texts of statements: without the passwords in them, or, where texts are not to be stored, hashes alone.
 *
 * @param discretion takes passwords out of what is kept
 * @param stored whether there is more than hashes
 */
public record KeptTexts(UnaryOperator<String> discretion, boolean stored) {
    private static final String HASH = "not stored; sha256: ";
    private static final String ABSENT = "(not stored)";

    /** A statement in a line, with the hash of its data. */
    String line(String statement, String data) {
        return PrefixDigest.line(statement, data, stored ? discretion : text -> ABSENT);
    }

    /** A doubt about {@code statement}. */
    JournalEntry.Doubt doubt(String statement) {
        String discreet = discretion.apply(statement);
        return new JournalEntry.Doubt(discreet, "", stored ? discreet : hashed(discreet));
    }

    /** What is kept in place of a text, from which passwords were taken out already. */
    static String hashed(String discreet) {
        PrefixDigest digest = new PrefixDigest();
        digest.add(discreet);
        return HASH + digest.value();
    }

    /** Whether it is what was kept in place of a text. */
    static boolean isHashed(String kept) {
        return kept.startsWith(HASH) && kept.length() == hashed("").length();
    }
}
