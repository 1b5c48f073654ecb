package io.migri.api.text;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * That what migrations of some kind need is installed.
 *
 * @param runtime the name of its {@link io.migri.spi.execution.RuntimeInstaller}
 * @param packages what is installed beside it
 */
public record Installation(String runtime, List<String> packages) implements Reference {

    public Installation {
        requireNonNull(runtime, "runtime");
        packages = List.copyOf(packages);
    }
}
