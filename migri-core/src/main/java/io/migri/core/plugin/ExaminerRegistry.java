package io.migri.core.plugin;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.core.guest.Guests;
import io.migri.spi.examination.Examiner;
import io.migri.spi.examination.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The examiners at hand. */
public final class ExaminerRegistry {
    private final Plugins<Examiner> examiners;

    private ExaminerRegistry(Plugins<Examiner> examiners) {
        this.examiners = examiners;
    }

    /** Those that {@code loader} sees. */
    public static ExaminerRegistry discover(ClassLoader loader) {
        return new ExaminerRegistry(
                Plugins.discover(Examiner.class, loader, Set.of(), one -> Set.of(Guests.describe(one))));
    }

    /** What all of them find. One that breaks its contract is a finding, too. */
    public List<Finding> examine(Function<String, Optional<String>> settings) {
        List<Finding> findings = new ArrayList<>();
        for (Examiner examiner : examiners.all()) {
            try {
                findings.addAll(examiner.examine(settings));
            } catch (MigriException e) {
                findings.add(Finding.problem("plug-in", e.text(), Text.of("report this to the plug-in's author")));
            }
        }
        return findings;
    }
}
