package io.migri.spi.probe;

import java.util.Set;

/**
 * What somebody who wants a report asks of a dialect.
 *
 * @param rehearsal whether all of it is going to be undone, or happens on a copy, so that a statement may be tried in several forms
 * @param own tables of Migri's own, of which nothing is told
 */
public record ProbeRequest(boolean rehearsal, Set<String> own) {

    public ProbeRequest {
        own = Set.copyOf(own);
    }
}
