package io.migri.python.jep;

import java.io.IOException;
import java.nio.file.Path;

/** CPython within this JVM, which holds it at most once and never lets it go. Only to call. */
public interface Embedding {

    /**
     * Says what is to be started, before the first {@link #open()}.
     *
     * @param library Jep's own
     * @param program the interpreter that it is to be: its prefix and its packages
     * @param utf8 whether files and names are in UTF-8 although the locale does not say so
     */
    void configure(Path library, Path program, boolean utf8);

    /** Opens an interpreter for the calling thread, and starts CPython where that has not been done yet. */
    EmbeddedInterpreter open() throws IOException;
}
