package io.migri.spi.execution;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Installs what migrations of some kind need in order to run, for this user alone. Stateless; found by
 * {@link java.util.ServiceLoader}. Implemented by plug-ins; it grows only by default methods.
 */
public interface RuntimeInstaller {

    /** What users call it, lower case: {@code python}. */
    String name();

    /**
     * Installs it where runs find it by themselves, and replaces what an earlier call installed there. Where it fails, that stays as
     * it was. May take minutes and needs the network.
     *
     * @param packages what migrations want beside it, as that runtime's own installer names them
     * @param settings what {@link RunScope#setting} would answer in a run
     * @param progress told what is going on, line by line, on the calling thread
     * @return what there is now, in one line
     * @throws io.migri.api.MigriException where something that has to be there first is missing; its help says what to do
     */
    String install(List<String> packages, Function<String, Optional<String>> settings, Consumer<String> progress)
            throws IOException;
}
