package io.github.plimsoll.report.allure;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.report.ReportFile;
import io.qameta.allure.ConfigurationBuilder;
import io.qameta.allure.Extension;
import io.qameta.allure.ReportGenerationException;
import io.qameta.allure.ReportGenerator;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.TestsResultsPlugin;
import io.qameta.allure.tags.TagsPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes audits as Allure results, and the report that Allure makes of them as one file that needs no network. */
public final class AllureReport {

    private final RunDescription run;
    private final List<ControlTest> tests;
    private final Path resultsDirectory;

    private AllureReport(RunDescription run, List<ControlTest> tests, Path resultsDirectory) {
        this.run = run;
        this.tests = tests;
        this.resultsDirectory = resultsDirectory;
    }

    /**
     * Writes the results of all audits, from which a report can be made.
     *
     * @param resultsDirectory for any Allure to read; results of an earlier run are removed
     */
    public static AllureReport of(List<AuditResult> audits, Catalogue catalogue, Path resultsDirectory)
            throws IOException {
        Description description = new Description(catalogue);
        List<ControlTest> tests = audits.stream()
                .flatMap(audit -> audit.controls().stream().map(result -> new ControlTest(audit, result, description)))
                .toList();
        RunDescription run = new RunDescription(audits);
        new ResultsDirectory(resultsDirectory).write(tests, run);
        return new AllureReport(run, tests, resultsDirectory);
    }

    /**
     * Writes the report.
     *
     * @param htmlFile opens from disk; an earlier one stays as it is unless the new one is complete
     */
    public void write(Path htmlFile) throws IOException {
        SealedPage page = SealedPage.of(generate(), run.title());
        ReportFile.write(htmlFile, page::writeTo);
    }

    /**
     * Makes a report of nothing and throws it away, so that all that makes one is loaded by the time there are results.
     *
     * <p>Loading takes longer than the report; beside it others can wait for the network.
     */
    public static void rehearse() throws IOException {
        Path scratch = Files.createTempDirectory("plimsoll-rehearsal");
        try {
            Catalogue nothing = new Catalogue(List.of(), List.of(), List.of());
            of(List.of(), nothing, scratch.resolve("results")).write(scratch.resolve("index.html"));
        } finally {
            delete(scratch);
        }
    }

    private String generate() throws IOException {
        Path scratch = Files.createTempDirectory("plimsoll-report");
        try {
            ReportPlugin plugin = new ReportPlugin(unpacked("report.js", scratch), unpacked("report.css", scratch));
            Path site = scratch.resolve("site");
            new ReportGenerator(configuration(plugin)).generateSingleFile(site, List.of(resultsDirectory));
            return Files.readString(site.resolve("index.html"));
        } catch (ReportGenerationException | UncheckedIOException | IllegalStateException e) {
            throw new IOException("Allure cannot make its report: " + e.getMessage(), e);
        } finally {
            delete(scratch);
        }
    }

    /** An explicit list, for Allure's own holds plugins that send figures to others. The findings come before what writes them. */
    private Configuration configuration(ReportPlugin plugin) {
        List<Extension> extensions = List.of(
                new ResultsReader(),
                new TagsPlugin(),
                new FindingsBlock(tests),
                new TestsResultsPlugin(),
                new Overview(run, tests),
                new Trees(tests));
        return ConfigurationBuilder.empty()
                .withExtensions(extensions)
                .withPlugins(List.of(plugin))
                .withReportName("Compliance")
                .build();
    }

    private static Path unpacked(String resource, Path directory) throws IOException {
        Path file = directory.resolve(resource);
        try (InputStream in = AllureReport.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the resource " + resource + " is missing");
            }
            Files.copy(in, file);
        }
        return file;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
