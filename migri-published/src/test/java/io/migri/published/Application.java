package io.migri.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An application that depends on the core and a dialect, by the BOM.
 *
 * @param lib the folder with all jars that it gets
 */
record Application(Path lib) {
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    static Application dependingOn(String dialect, Repository repository, Path directory)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("pom.xml"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>any.body</groupId>
                  <artifactId>application</artifactId>
                  <version>1</version>
                  <dependencyManagement>
                    <dependencies>
                      <dependency>
                        <groupId>io.migri</groupId>
                        <artifactId>migri-bom</artifactId>
                        <version>%s</version>
                        <type>pom</type>
                        <scope>import</scope>
                      </dependency>
                    </dependencies>
                  </dependencyManagement>
                  <dependencies>
                    <dependency>
                      <groupId>io.migri</groupId>
                      <artifactId>migri-core</artifactId>
                    </dependency>
                    <dependency>
                      <groupId>io.migri</groupId>
                      <artifactId>%s</artifactId>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(Project.version(), dialect));
        Maven.ofAStranger(directory, repository.folder())
                .run("-q", COPY, "-DincludeScope=runtime", "-DoutputDirectory=lib", "-Dmdep.stripVersion=true");
        return new Application(directory.resolve("lib"));
    }

    List<Path> jars() throws IOException {
        return Maven.jars(lib);
    }
}
