package io.migri.cli.output;

/** What a text itself calls a password: that of a URL, {@code scheme://user:password@host}, and what follows {@code password=}. */
public final class Credentials {
    private static final String[] NAMES = {"password=", "passwd=", "pwd=", "pass="};

    private Credentials() {}

    /** The text with a gap for each of them. */
    static String hidden(String text) {
        String cleaned = text.contains("://") ? withoutUrlPasswords(text) : text;
        for (String name : NAMES) {
            cleaned = withoutNamed(cleaned, name);
        }
        return cleaned;
    }

    /** The password in {@code url}, as it is written there; empty where it is no URL with one. */
    public static String ofUrl(String url) {
        int start = url.indexOf("://") + 3;
        int colon = url.indexOf(':', start);
        int last = url.lastIndexOf('@');
        return start < 3 || colon < 0 || colon >= last || isPath(url, start, colon, last)
                ? ""
                : url.substring(colon + 1, last);
    }

    /** What is secret where a URL is to stand: its password, or all of it where it names no server. */
    public static String inPlaceOfUrl(String text) {
        return text.contains("://") ? ofUrl(text) : text;
    }

    private static String withoutUrlPasswords(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", from)) {
            int end = endOfUrl(text, at + 3);
            int colon = text.indexOf(':', at + 3);
            int last = text.lastIndexOf('@', end - 1);
            if (colon < 0 || colon >= last || isPath(text, at + 3, colon, last)) {
                cleaned.append(text, from, end);
            } else {
                cleaned.append(text, from, colon + 1).append(HiddenValue.GAP).append(text, last, end);
            }
            from = end;
        }
        return cleaned.append(text, from, text.length()).toString();
    }

    private static int endOfUrl(String text, int start) {
        int end = start;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && "'\"`<>".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Whether the @ stands in a path, behind a host and perhaps its port. */
    private static boolean isPath(String text, int start, int colon, int at) {
        int slash = text.indexOf('/', start);
        if (slash < 0 || slash > at) {
            return false;
        }
        boolean port = colon < slash
                && slash > colon + 1
                && text.substring(colon + 1, slash).chars().allMatch(next -> next >= '0' && next <= '9');
        return slash < colon || port;
    }

    private static String withoutNamed(String text, String name) {
        StringBuilder cleaned = null;
        int from = 0;
        for (int at = indexOf(text, name, 0); at >= 0; at = indexOf(text, name, from)) {
            int start = at + name.length();
            int end = endOfValue(text, start, isParameter(text, at) ? "&;,'\")]}" : ";,'\")]}");
            cleaned = cleaned == null ? new StringBuilder(text.length()) : cleaned;
            cleaned.append(text, from, start).append(end > start ? HiddenValue.GAP : "");
            from = end;
        }
        return cleaned == null
                ? text
                : cleaned.append(text, from, text.length()).toString();
    }

    /** Whether the name that ends behind {@code at} is that of a parameter in a URL, where & comes behind the value and is no part of it. */
    private static boolean isParameter(String text, int at) {
        int before = at - 1;
        while (before >= 0 && Character.isLetterOrDigit(text.charAt(before))) {
            before--;
        }
        return before >= 0 && (text.charAt(before) == '?' || text.charAt(before) == '&');
    }

    private static int endOfValue(String text, int start, String ends) {
        char quote = start < text.length() ? text.charAt(start) : ' ';
        if (quote == '\'' || quote == '"') {
            int closing = text.indexOf(quote, start + 1);
            return closing < 0 ? text.length() : closing + 1;
        }
        int end = start;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Whatever the case. */
    private static int indexOf(String text, String name, int from) {
        for (int at = text.indexOf('=', from + name.length() - 1); at >= 0; at = text.indexOf('=', at + 1)) {
            int start = at - name.length() + 1;
            if (start >= from && text.regionMatches(true, start, name, 0, name.length())) {
                return start;
            }
        }
        return -1;
    }
}
