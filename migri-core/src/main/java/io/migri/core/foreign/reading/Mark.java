package io.migri.core.foreign.reading;

import java.util.Locale;

/**
 * A comment that means something to some tool.
 *
 * @param line one-based
 * @param text without what begins the comment, and without white space around it
 * @param code the first line behind it, up to the next mark, that is no comment; 0 where there is none
 */
public record Mark(int line, String text, int code) {

    /** Whether the comment is {@code words}, in whatever case, alone or with more behind a space. */
    public static boolean says(String comment, String words) {
        int end = words.length();
        return comment.regionMatches(true, 0, words, 0, end)
                && (comment.length() == end || Character.isWhitespace(comment.charAt(end)));
    }

    /** In lower case, with one space between the words. */
    public static String normal(String comment) {
        StringBuilder words = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < comment.length(); i++) {
            char next = comment.charAt(i);
            if (Character.isWhitespace(next)) {
                gap = true;
            } else {
                words.append(gap && words.length() > 0 ? " " : "").append(next);
                gap = false;
            }
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }
}
