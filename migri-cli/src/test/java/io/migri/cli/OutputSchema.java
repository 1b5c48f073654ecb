package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.migri.architecture.Sources;
import io.migri.cli.arguments.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what is written for programs to the schemas of {@code docs/schema}. These let members come that they do not know, as readers have to.
 * Here such a member is a mistake: somebody forgot to write it down.
 */
public final class OutputSchema {
    private static final String OUTPUT = "urn:migri:schema:output:1";
    private static final String EVENT = "urn:migri:schema:event:1";

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders ->
                    loaders.schemas(Map.of(OUTPUT, strict("output.schema.json"), EVENT, strict("event.schema.json")))));

    /** Looks at what a command wrote, if it was to write JSON. */
    static void check(List<String> arguments, Map<String, String> environment, String output) {
        int option = arguments.indexOf("--output");
        String format = option >= 0 && option + 1 < arguments.size()
                ? arguments.get(option + 1)
                : environment.getOrDefault(Setting.OUTPUT.variable(), "text");
        boolean help = arguments.contains("--help") || arguments.contains("help");
        boolean events = List.of("migrate", "resume", "down", "redo").stream().anyMatch(arguments::contains);
        if (format.equals("ndjson") && events && !help) {
            new OutputSchema().requireEvents(output);
        } else if ((format.equals("json") || format.equals("ndjson")) && !help) {
            new OutputSchema().requireDocument(output);
        }
    }

    /** One document in one line. */
    public void requireDocument(String output) {
        assertTrue(output.endsWith("\n") && output.indexOf('\n') == output.length() - 1, () -> "no line: " + output);
        require(OUTPUT, output);
    }

    /** Each line has to be an event. The first begins the run. Only the last ends it. */
    public void requireEvents(String output) {
        List<String> lines = output.lines().toList();
        lines.forEach(line -> require(EVENT, line));
        long ends = lines.stream()
                .filter(line -> line.startsWith("{\"event\":\"run ended\""))
                .count();
        assertEquals(1, ends, output);
        assertTrue(lines.get(lines.size() - 1).startsWith("{\"event\":\"run ended\""), output);
        assertTrue(lines.size() == 1 || lines.get(0).startsWith("{\"event\":\"run started\""), output);
    }

    private void require(String schema, String line) {
        Set<String> messages = new TreeSet<>();
        schema(schema).validate(tree(line)).forEach(message -> messages.add(message.toString()));
        assertEquals(Set.of(), messages, line);
    }

    private JsonSchema schema(String id) {
        return schemas.getSchema(SchemaLocation.of(id));
    }

    private JsonNode tree(String text) {
        try {
            return mapper.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** The schema, which knows all members there are. */
    private String strict(String file) {
        try {
            JsonNode schema = mapper.readTree(
                    Files.readString(Sources.root().resolve("docs/schema").resolve(file)));
            close(schema);
            return schema.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static void close(JsonNode node) {
        node.forEach(OutputSchema::close);
        if (node instanceof ObjectNode object && object.path("properties").isObject() && object.has("type")) {
            if (!object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
    }
}
