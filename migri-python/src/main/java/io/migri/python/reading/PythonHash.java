package io.migri.python.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.migri.python.engine.PythonSource;
import io.migri.spi.script.ScriptException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A hash over what a migration in Python says: its tokens, its directives, and the encoding that it says its texts are in. */
public final class PythonHash {
    /** See <a href="https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations">encoding declarations</a>. */
    private static final Pattern ENCODING =
            Pattern.compile("\\A(?:[ \\t\\f]*(?:#.*)?\\R)?[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)");

    private PythonHash() {}

    /**
     * The hash in lower-case hexadecimal; empty where the file is not understood.
     *
     * @param forwards whether what takes the migration back is left out
     * @param repeatable as {@link PythonHead#of} has it
     */
    public static Optional<String> of(PythonSource source, boolean forwards, boolean repeatable)
            throws ScriptException {
        boolean noTransaction = PythonHead.of(source, repeatable).noTransaction();
        byte[] file = source.bytes();
        return PythonTokens.of(file)
                .map(tokens -> forwards ? Rollback.without(tokens) : tokens)
                .map(tokens -> {
                    MessageDigest digest = sha256();
                    digest.update((byte) (noTransaction ? 'n' : 't'));
                    digest.update((encoding(file) + '\0').getBytes(ISO_8859_1));
                    digest.update(tokens.getBytes(ISO_8859_1));
                    return HexFormat.of().formatHex(digest.digest());
                });
    }

    /** The encoding that the file declares; empty where it is the one that it would be anyway. */
    private static String encoding(byte[] file) {
        String head = new String(file, 0, Math.min(file.length, 1000), ISO_8859_1);
        Matcher declaration = ENCODING.matcher(head);
        String name = declaration.find()
                ? declaration.group(1).toLowerCase(Locale.ROOT).replace('_', '-')
                : "";
        return (name.equals("utf-8") || name.equals("utf8")) ? "" : name;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
