package io.migri.benchmarks;

/**
 * What a process took.
 *
 * @param millis from its start to its end
 * @param processorMillis of all processors, in user and system
 * @param peakMegabytes the most memory that it held at once
 */
record Measure(double millis, double processorMillis, double peakMegabytes) {}
