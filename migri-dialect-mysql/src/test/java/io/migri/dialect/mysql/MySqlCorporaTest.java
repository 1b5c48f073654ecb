package io.migri.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real projects' scripts are split as the {@code mysql} client splits them. */
final class MySqlCorporaTest {
    /** The client leaves out comments that begin with a number sign, also after a statement has begun; here they are kept. */
    private static final Pattern COMMENTS =
            Pattern.compile("--[^\\n]*|(?s:/\\*(?![!M]).*?\\*/)|(?<=[\\s,;])#[^\\n]*", Pattern.MULTILINE);

    private static final Pattern BLANK = Pattern.compile("[\\s;]+");

    @TestFactory
    Stream<DynamicTest> splitsAsTheClientDoes() throws IOException, InterruptedException {
        Optional<Path> corpora = Corpora.find();
        assumeTrue(corpora.isPresent(), "no corpora: name their folder in -Dmigri.corpora");
        List<Path> gold;
        try (Stream<Path> all = Files.list(corpora.get().resolve("gold"))) {
            gold = all.filter(file -> file.toString().endsWith("-mysql.jsonl"))
                    .sorted()
                    .toList();
        }
        assertTrue(gold.size() >= 17, "too few corpora in " + corpora.get());
        return gold.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> agrees(file, corpora.get())));
    }

    private static void agrees(Path gold, Path corpora) throws IOException {
        for (String line : Files.readAllLines(gold)) {
            List<String> strings = JsonStrings.of(line);
            String file = strings.get(strings.indexOf("file") + 1);
            List<String> expected = strings.subList(strings.indexOf("statements") + 1, strings.size());
            Path script = corpora.resolve("flat").resolve(name(gold)).resolve(file);
            List<String> actual = new ArrayList<>();
            Scripts.read(Files.readString(script)).forEach(statement -> actual.add(statement.text()));
            assertEquals(normal(expected), normal(actual), script.toString());
        }
    }

    private static List<String> normal(List<String> statements) {
        return statements.stream()
                .map(text ->
                        BLANK.matcher(COMMENTS.matcher(text).replaceAll("")).replaceAll(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String name(Path gold) {
        String file = String.valueOf(gold.getFileName());
        return file.substring(0, file.length() - ".jsonl".length());
    }
}
