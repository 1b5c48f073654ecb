package io.migri.benchmarks;

/** The floor of every Java program: it does nothing. */
final class Nothing {

    private Nothing() {}

    public static void main(String[] arguments) {}
}
