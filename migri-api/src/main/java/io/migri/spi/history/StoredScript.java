package io.migri.spi.history;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** A migration's file as it was when it was applied. Immutable; to call, not to implement. */
public final class StoredScript {
    private final String kind;
    private final byte[] compressed;

    /**
     * A script.
     *
     * @param kind the file's extension without its dot
     * @param compressed its bytes in the gzip format (RFC 1952)
     */
    public StoredScript(String kind, byte[] compressed) {
        this.kind = requireNonNull(kind, "kind");
        this.compressed = compressed.clone();
    }

    /** The file's extension without its dot. */
    public String kind() {
        return kind;
    }

    /** Its bytes in the gzip format. */
    public byte[] compressed() {
        return compressed.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredScript script
                && kind.equals(script.kind)
                && Arrays.equals(compressed, script.compressed);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(compressed);
    }

    @Override
    public String toString() {
        return "StoredScript[" + kind + ", " + compressed.length + " bytes]";
    }
}
