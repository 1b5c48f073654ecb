package io.migri.core.foreign.tools;

import io.migri.api.Migration;
import io.migri.core.foreign.reading.Conflict;
import io.migri.core.foreign.reading.ForeignTool;
import io.migri.core.foreign.reading.Mark;
import io.migri.core.foreign.reading.Place;
import io.migri.core.foreign.reading.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Atlas: {@code atlas.sum} beside the files holds a hash of each, over it and those before it. Atlas applies nothing where one does not
 * match. A file that says {@code atlas:checkpoint} stands for all before it.
 */
final class Atlas implements ForeignTool {
    private static final String SUMS = "atlas.sum";
    private static final String HASH = "h1:";

    @Override
    public String name() {
        return "Atlas";
    }

    @Override
    public boolean marks(String comment) {
        return Mark.says(comment, "atlas:checkpoint") || Mark.says(comment, "atlas:sum");
    }

    @Override
    public Optional<Trace> trace(Place place) throws IOException {
        Optional<Migration.Content> sums = place.companion(SUMS);
        if (sums.isEmpty() || place.scripts().isEmpty()) {
            return Optional.empty();
        }
        Optional<Conflict> conflict = mismatch(place, read(sums.get()));
        return Optional.of((conflict.isPresent() ? conflict : checkpoint(place))
                .map(found -> Trace.of(name(), found))
                .orElse(Trace.harmless(name(), place.scripts().get(0))));
    }

    /** The hashes by file name, without that of all of them. */
    private static Map<String, String> read(Migration.Content sums) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(sums.open(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.lastIndexOf(' ');
                if (space > 0 && line.startsWith(HASH, space + 1)) {
                    hashes.put(
                            line.substring(0, space),
                            line.substring(space + 1 + HASH.length()).strip());
                }
            }
        }
        return hashes;
    }

    private Optional<Conflict> mismatch(Place place, Map<String, String> hashes) throws IOException {
        MessageDigest digest = sha256();
        Map<String, String> missing = new LinkedHashMap<>(hashes);
        for (Migration script : place.scripts()) {
            digest.update(script.fileName().getBytes(StandardCharsets.UTF_8));
            if (ignored(place.outline(script).marks())) {
                missing.remove(script.fileName());
                continue;
            }
            add(script, digest);
            String hash = Base64.getEncoder().encodeToString(copy(digest).digest());
            if (!hash.equals(missing.remove(script.fileName()))) {
                boolean listed = hashes.containsKey(script.fileName());
                String reason = listed ? "does not match its line in " : "is not listed in ";
                return Optional.of(conflict(script, script.fileName() + " " + reason + SUMS));
            }
        }
        return missing.keySet().stream()
                .findFirst()
                .map(name -> conflict(place.scripts().get(0), SUMS + " lists " + name + ", which is not there"));
    }

    private static boolean ignored(List<Mark> marks) {
        return marks.stream().anyMatch(mark -> Mark.says(mark.text(), "atlas:sum ignore"));
    }

    private Conflict conflict(Migration script, String what) {
        String message = what + ", so " + name() + " would apply nothing; a plain run would apply it";
        return new Conflict(script, 1, "", message, false);
    }

    /** Harmless where it is the first: there is nothing for it to stand for. */
    private Optional<Conflict> checkpoint(Place place) throws IOException {
        for (Migration script : place.scripts().subList(1, place.scripts().size())) {
            for (Mark mark : place.outline(script).marks()) {
                if (Mark.says(mark.text(), "atlas:checkpoint")) {
                    String message = script.fileName() + " is a checkpoint of " + name()
                            + ", which executes it in place of those before it; a plain run would execute it and them";
                    return Optional.of(new Conflict(script, mark.line(), mark.text(), message, false));
                }
            }
        }
        return Optional.empty();
    }

    private static void add(Migration script, MessageDigest digest) throws IOException {
        try (InputStream bytes = script.content().open()) {
            byte[] buffer = new byte[8192];
            for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be copied in every Java", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
