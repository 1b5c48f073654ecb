package io.migri.spi.wire;

/**
 * How much goes into one message.
 *
 * @param characters at most, of all statements together
 * @param statements at most
 */
public record BatchLimits(int characters, int statements) {
    /** What keeps a message small, and its round trip worth it. */
    public static final BatchLimits USUAL = new BatchLimits(64 * 1024, 1000);
}
