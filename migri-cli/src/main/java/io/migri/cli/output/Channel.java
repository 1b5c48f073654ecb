package io.migri.cli.output;

/**
 * One of the two streams that a process writes to.
 *
 * @param outlet where it goes
 * @param isTerminal whether a person sees it
 * @param style which colours texts for it have
 */
public record Channel(Outlet outlet, boolean isTerminal, Style style) {

    /** The same, for which texts have the colours of {@code other}. */
    Channel styled(Style other) {
        return new Channel(outlet, isTerminal, other);
    }
}
