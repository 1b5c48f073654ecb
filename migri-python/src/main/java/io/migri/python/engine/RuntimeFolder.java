package io.migri.python.engine;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.binding.Facade;
import io.migri.spi.file.PrivateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the sources of the runtime and of a facade lie: in the user's cache, or in a folder of this run alone where that cannot be
 * written or is not safe.
 *
 * @param path the folder
 * @param own what to delete at the end of the run
 */
public record RuntimeFolder(Path path, Optional<PrivateFolder> own) {

    /**
     * The files of the runtime, in the cache or else in a folder of this process.
     *
     * @param inform told why the cache is not used
     */
    public static RuntimeFolder of(Facade facade, Path cache, Consumer<String> inform) throws IOException {
        try {
            return new RuntimeFolder(RuntimeFiles.unpacked(facade, cache), Optional.empty());
        } catch (IOException e) {
            PrivateFolder own = temporary(cache, e);
            inform.accept("the cache " + cache + " is not used: " + e.getMessage());
            return new RuntimeFolder(RuntimeFiles.unpacked(facade, own.path()), Optional.of(own));
        }
    }

    private static PrivateFolder temporary(Path cache, IOException reason) {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return PrivateFolder.fresh(parent, "migri-python-");
        } catch (IOException e) {
            reason.addSuppressed(e);
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "the files that Python needs can be written neither to " + cache + " nor to " + parent)
                    .help("name a folder that this user can write by XDG_CACHE_HOME")
                    .because(reason)
                    .build();
        }
    }

    /** To be called once nothing runs from it any more. */
    public void close() throws IOException {
        if (own.isPresent()) {
            own.get().delete();
        }
    }
}
