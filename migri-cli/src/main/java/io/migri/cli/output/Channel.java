package io.migri.cli.output;

import io.migri.cli.order.Orders;

/**
 * One of the two streams that a process writes to.
 *
 * @param outlet where it goes
 * @param isTerminal whether a person sees it
 * @param style which colours texts for it have
 * @param isObeyed whether a service takes some of what it reads for orders
 */
public record Channel(Outlet outlet, boolean isTerminal, Style style, boolean isObeyed) {

    /** Writes a text that holds nobody's orders. */
    void print(String text) {
        outlet.print(isObeyed ? Orders.disarmed(text) : text);
    }

    /** The same, for which texts have the colours of {@code other}. */
    Channel styled(Style other) {
        return new Channel(outlet, isTerminal, other, isObeyed);
    }

    /** The same, whose texts give no orders to what reads it. */
    Channel obeyed() {
        return new Channel(outlet, isTerminal, style, true);
    }
}
