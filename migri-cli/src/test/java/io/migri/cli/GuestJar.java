package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar of another maker, compiled from source. */
final class GuestJar {
    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();

    /** @param work a folder for what is made on the way */
    GuestJar(Path work) {
        this.work = work;
    }

    /** A class of the package {@code com.example}, which imports the SPI. */
    GuestJar type(String name, String body) {
        sources.put(name, """
                package com.example;

                import io.migri.api.*;
                import io.migri.spi.*;
                import io.migri.spi.execution.*;
                import io.migri.spi.history.*;
                import io.migri.spi.source.*;
                import java.io.*;
                import java.net.URI;
                import java.nio.file.*;
                import java.sql.*;
                import java.util.*;
                import java.util.function.Function;

                """ + body);
        return this;
    }

    /** An entry in the list of plug-ins. */
    GuestJar lists(Class<?> port, String type) {
        services.merge(port.getName(), type + "\n", String::concat);
        return this;
    }

    /** Makes it. */
    Path at(Path jar) throws IOException {
        Path classes = Files.createDirectories(work.resolve(jar.getFileName() + "-classes"));
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey() + ".java");
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        int failures = sources.isEmpty()
                ? 0
                : ToolProvider.getSystemJavaCompiler()
                        .run(null, OutputStream.nullOutputStream(), System.err, arguments.toArray(String[]::new));
        assertEquals(0, failures);
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "4.2");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(out, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            for (Map.Entry<String, String> service : services.entrySet()) {
                add(
                        out,
                        "META-INF/services/" + service.getKey(),
                        service.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
