package io.migri.core.foreign;

import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.event.MigrationListener;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Text;
import io.migri.core.foreign.reading.Conflict;
import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import io.migri.core.foreign.tools.Tools;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what is pending was written for another tool. A directory that Migri ran before is Migri's, whatever it looks like.
 *
 * @param source where the migrations come from
 * @param format what whoever runs this says of their form; null where nothing was said
 * @param loader finds plug-ins for other forms
 */
public record ForeignCheck(MigrationSource source, @Nullable String format, ClassLoader loader) {
    /** The form of Migri's own files. */
    public static final String PLAIN = "plain";

    /** The same where the files are taken as {@code read} lists them. */
    public ForeignCheck settled(MigrationSource read) {
        return new ForeignCheck(read, PLAIN, loader);
    }

    /** Whether the files are taken as they are. */
    public boolean accepted() {
        return PLAIN.equals(format);
    }

    /**
     * Warns where another tool shows.
     *
     * @throws MigriException where a plain run would do something else than that tool
     */
    public void require(List<Migration> files, Set<String> recorded, MigrationListener listener) {
        Optional<ForeignFinding> finding = look(files, recorded);
        if (finding.isPresent() && finding.get().refused()) {
            throw finding.get().refusal();
        }
        finding.ifPresent(found -> listener.told(Message.warning(found.migration(), Text.of(found.message()))));
    }

    /**
     * The first thing that a plain run would do and the tool would not; else where another tool shows at all.
     *
     * @param files all migrations there are, in order
     * @param recorded the names of those that are applied
     */
    public Optional<ForeignFinding> look(List<Migration> files, Set<String> recorded) {
        List<Migration> pending =
                files.stream().filter(file -> !recorded.contains(file.name())).toList();
        if (accepted() || pending.isEmpty()) {
            return Optional.empty();
        }
        List<Migration> applied =
                files.stream().filter(file -> recorded.contains(file.name())).toList();
        try {
            return look(place(pending, files), place(applied, files));
        } catch (IOException e) {
            // the run is about to read the same files, and then says which of them cannot be read
            return Optional.empty();
        }
    }

    private Place place(List<Migration> files, List<Migration> all) {
        return new Place(files, all, source, comment -> Tools.ALL.stream().anyMatch(tool -> tool.marks(comment)));
    }

    private static Optional<ForeignFinding> look(Place pending, Place applied) throws IOException {
        Optional<ForeignFinding> found = Optional.empty();
        for (ForeignTool tool : Tools.ALL) {
            Optional<Trace> trace = tool.trace(pending);
            if (trace.isPresent() && !ranBefore(tool, trace.get(), applied)) {
                ForeignFinding finding = finding(trace.get());
                if (finding.refused()) {
                    return Optional.of(finding);
                }
                found = found.or(() -> Optional.of(finding));
            }
        }
        return found;
    }

    /** What undoes something was executed before only if such a file was: single ones that are applied may have been marked by hand. */
    private static boolean ranBefore(ForeignTool tool, Trace trace, Place applied) throws IOException {
        boolean undoes = trace.conflict().filter(Conflict::undoes).isPresent();
        return !applied.files().isEmpty()
                && tool.trace(applied)
                        .filter(before -> !undoes
                                || before.conflict().filter(Conflict::undoes).isPresent())
                        .isPresent();
    }

    private static ForeignFinding finding(Trace trace) {
        return trace.conflict()
                .map(conflict -> new ForeignFinding(
                        trace.tool(), conflict.file().name(), conflict.message(), Optional.of(position(conflict))))
                .orElseGet(() -> new ForeignFinding(
                        trace.tool(),
                        trace.file().name(),
                        trace.file().fileName() + " looks as if it were written for " + trace.tool()
                                + "; it runs as a plain file, which does the same here",
                        Optional.empty()));
    }

    private static SourcePosition position(Conflict conflict) {
        String excerpt = conflict.text().isEmpty() ? "" : "-- " + conflict.text();
        return new SourcePosition(conflict.file().origin(), conflict.line(), 1, excerpt);
    }
}
