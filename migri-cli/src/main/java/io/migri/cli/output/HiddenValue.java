package io.migri.cli.output;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A secret, and where it is looked for: anywhere if nobody would write it by chance, otherwise where it stands alone, and if it is very
 * short in quotes only. Otherwise the gaps would garble the text, and tell the secret.
 */
final class HiddenValue {
    static final String GAP = "***";

    private static final int WORD = 4;
    private static final int LONG = 12;
    private static final String QUOTES = "'\"`";

    private final String secret;
    private List<String> forms = List.of();

    HiddenValue(String secret) {
        this.secret = secret;
    }

    int length() {
        return secret.length();
    }

    String hide(String text) {
        if (forms.isEmpty()) {
            forms = forms();
        }
        String cleaned = text;
        for (String form : forms) {
            cleaned = cleaned.contains(form) ? without(cleaned, form) : cleaned;
        }
        return cleaned;
    }

    private String without(String text, String form) {
        StringBuilder cleaned = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, from)) {
            int end = at + form.length();
            cleaned.append(text, from, at).append(isMeant(text, at, end) ? GAP : form);
            from = end;
        }
        return cleaned.append(text, from, text.length()).toString();
    }

    private boolean isMeant(String text, int start, int end) {
        if (secret.length() < WORD) {
            return secret.length() > 1 && start > 0 && end < text.length() && inQuotes(text, start, end);
        }
        return secret.length() >= LONG || kinds() > 1 || (!isWord(text, start - 1) && !isWord(text, end));
    }

    private static boolean inQuotes(String text, int start, int end) {
        return text.charAt(start - 1) == text.charAt(end) && QUOTES.indexOf(text.charAt(end)) >= 0;
    }

    private static boolean isWord(String text, int index) {
        return index >= 0
                && index < text.length()
                && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_');
    }

    /** How many kinds of characters it is made of: small letters, capitals, digits, others. */
    private long kinds() {
        return secret.chars().map(HiddenValue::kind).distinct().count();
    }

    private static int kind(int character) {
        if ((character >= 'a' && character <= 'z') || character == '_') {
            return 1;
        }
        if (character >= 'A' && character <= 'Z') {
            return 2;
        }
        return character >= '0' && character <= '9' ? 3 : 4;
    }

    /** The part that does not depend on what stands around the secret, as in {@code user:password}. So many bytes go before it. */
    private static String withinBase64(byte[] secret, int before) {
        byte[] padded = new byte[before + secret.length];
        System.arraycopy(secret, 0, padded, before, secret.length);
        String encoded = Base64.getEncoder().encodeToString(padded);
        return encoded.substring((before * 8 + 5) / 6, padded.length * 8 / 6);
    }

    /** The secret, and what others may have made of it. The longest come first. */
    private List<String> forms() {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> all = new LinkedHashSet<>();
        all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
        all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        all.add(secret.replace("'", "''"));
        all.add(secret.replace("\\", "\\\\").replace("'", "\\'"));
        all.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
        all.add(secret);
        if (secret.length() > WORD) {
            all.add(HexFormat.of().formatHex(bytes));
            all.add(HexFormat.of().withUpperCase().formatHex(bytes));
            all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .toLowerCase(Locale.ROOT));
            all.add(Base64.getEncoder().encodeToString(bytes));
            all.add(Base64.getUrlEncoder().encodeToString(bytes));
            for (int before = 0; before < 3; before++) {
                String form = withinBase64(bytes, before);
                all.add(form);
                all.add(form.replace('+', '-').replace('/', '_'));
            }
        }
        return all.stream()
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }
}
