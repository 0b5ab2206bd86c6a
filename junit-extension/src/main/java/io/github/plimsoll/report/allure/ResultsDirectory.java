package io.github.plimsoll.report.allure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.plimsoll.report.FindingsCsv;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files from which any Allure makes a report: a result for each control and target, and what is said of the run. */
final class ResultsDirectory {

    /** So many findings a reader is shown; the others are in {@code results.json}. */
    static final int MOST_FINDINGS = 200;

    private static final String OURS =
            "{*-result.json,*-container.json,*-attachment*,categories.json,environment.properties,executor.json}";

    private final Path directory;
    private final ObjectMapper json = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .addMixIn(Status.class, Named.class)
            .addMixIn(Stage.class, Named.class)
            .build();

    /** Allure's enums are written by their value. */
    private interface Named {

        @JsonValue
        String value();
    }

    ResultsDirectory(Path directory) {
        this.directory = directory;
    }

    void write(List<ControlTest> tests, RunDescription run) throws IOException {
        clear();
        // Each has files of its own, and whoever wants the report waits for all of them.
        try {
            tests.parallelStream().forEach(this::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeValue(file("categories.json"), Category.ALL);
        json.writeValue(file("executor.json"), run.executor());
        Files.writeString(directory.resolve("environment.properties"), run.environment());
    }

    /** Results of an earlier run would be shown as retries of this one. */
    private void clear() throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, OURS)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private void write(ControlTest test) {
        try {
            writeFiles(test);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeFiles(ControlTest test) throws IOException {
        TestResult result = test.toAllure();
        if (!test.result().findings().isEmpty()) {
            String table = test.id() + "-attachment.csv";
            Files.writeString(directory.resolve(table), FindingsCsv.table(test.result(), MOST_FINDINGS));
            result.setAttachments(List.of(
                    new Attachment().setName("Findings").setType("text/csv").setSource(table)));
        }
        json.writeValue(file(test.id() + "-result.json"), result);
    }

    private java.io.File file(String name) {
        return directory.resolve(name).toFile();
    }
}
