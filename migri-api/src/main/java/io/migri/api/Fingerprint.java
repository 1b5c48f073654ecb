package io.migri.api;

import static java.util.Objects.requireNonNull;

/**
 * What tells whether a migration's file is still what was applied.
 *
 * @param file SHA-256 of the file's bytes in lower-case hexadecimal; equal ones need no closer look
 * @param tokens SHA-256 over what the script says, in lower-case hexadecimal: comments, white space, line ends and the case of
 *     keywords do not count
 */
public record Fingerprint(String file, String tokens) {

    public Fingerprint {
        requireNonNull(file, "file");
        requireNonNull(tokens, "tokens");
    }
}
