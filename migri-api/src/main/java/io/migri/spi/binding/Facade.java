package io.migri.spi.binding;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Source files on the class path that make up a facade.
 *
 * @param module the module to import, which has the function {@code connect(channel)} and whose files lie in a folder of that name
 * @param anchor the class beside which that folder lies
 * @param files the files, relative to the folder, with {@code /} between names
 */
public record Facade(String module, Class<?> anchor, List<String> files) {

    public Facade {
        requireNonNull(module, "module");
        requireNonNull(anchor, "anchor");
        files = List.copyOf(files);
    }
}
