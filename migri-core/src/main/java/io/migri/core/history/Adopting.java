package io.migri.core.history;

import io.migri.api.ErrorCode;
import io.migri.api.HistoryChange;
import io.migri.api.HistoryChange.Kind;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.adopt.Adoption;
import io.migri.api.event.MigrationListener.Message;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.core.format.OtherHistory;
import io.migri.spi.format.ForeignEntry;
import io.migri.spi.format.ForeignEntry.Agreement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Records what another tool has applied. Changes nothing of the other tool's. */
public final class Adopting {
    private final RecordedHistory past;
    private final Adoption adoption;

    public Adopting(RecordedHistory past, Adoption adoption) {
        this.past = past;
        this.adoption = adoption;
    }

    /**
     * What is to be done; nothing where no other tool's history is found.
     *
     * @throws MigriException with code {@code VALIDATION} where the history has others, or something is half done
     */
    public List<HistoryStep> steps() throws SQLException {
        Optional<OtherHistory> other = past.otherHistory(adoption);
        if (other.isEmpty()) {
            past.tell(Message.note(Text.of("no other tool's history was found here")));
            return List.of();
        }
        String tool = other.get().tool();
        HistoryAndFiles both = HistoryAndFiles.read(past);
        List<HistoryStep> steps = new ArrayList<>();
        Set<String> adopted = new HashSet<>();
        for (ForeignEntry entry : other.get().entries()) {
            String name = entry.migration().orElse("");
            Migration file = both.files().get(name);
            if (file == null) {
                steps.add(RecordedHistory.nothing(new HistoryChange(
                        entry.version(),
                        Kind.NOTHING,
                        tool + " has applied " + entry.version() + ", which has no file here; it is not recorded")));
            } else if (adopted.add(name)) {
                steps.add(step(both, file, entry, tool));
            }
        }
        refuseOthers(both.entries().keySet(), adopted, steps);
        return steps;
    }

    private HistoryStep step(HistoryAndFiles both, Migration file, ForeignEntry entry, String tool) {
        String name = file.name();
        if (both.entries().containsKey(name)) {
            return RecordedHistory.nothing(
                    new HistoryChange(name, Kind.NOTHING, name + " is recorded as applied already"));
        }
        if (both.begun().containsKey(name)) {
            throw MigriException.of(ErrorCode.VALIDATION, name + " was begun by Migri and is not finished")
                    .help(Text.of("finish it with `", Operation.MIGRATE, "`"))
                    .build();
        }
        boolean known = entry.agreement() == Agreement.SAME
                || (entry.agreement() == Agreement.UNKNOWN && adoption.trustFiles());
        return past.adopt(
                new HistoryChange(name, Kind.MARK, sentence(name, tool, entry.agreement())),
                file,
                entry.appliedAt(),
                known);
    }

    private String sentence(String name, String tool, Agreement agreement) {
        String done = "records " + name + " as applied by " + tool;
        return switch (agreement) {
            case SAME -> done + ", whose checksum is that of the file";
            case DIFFERENT ->
                done + ", whose checksum is not that of the file: the file was changed since, and what it says is not"
                        + " recorded";
            case UNKNOWN ->
                done
                        + (adoption.trustFiles()
                                ? ", with what the file says"
                                : ", which keeps no checksum: what the file says is not recorded");
        };
    }

    private static void refuseOthers(Set<String> recorded, Set<String> adopted, List<HistoryStep> steps) {
        Optional<String> stranger =
                recorded.stream().filter(name -> !adopted.contains(name)).findFirst();
        if (stranger.isPresent() && steps.stream().anyMatch(step -> !step.idle())) {
            throw MigriException.of(
                            ErrorCode.VALIDATION,
                            "the history has " + stranger.get()
                                    + " already, which the other tool has not applied; nothing was recorded")
                    .help(Marking.SINGLY)
                    .build();
        }
    }
}
