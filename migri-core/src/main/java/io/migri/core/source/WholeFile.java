package io.migri.core.source;

/**
 * A file that was read to its end.
 *
 * @param size in bytes
 * @param hash SHA-256 over its bytes, in hexadecimal
 */
public record WholeFile(long size, String hash) {}
