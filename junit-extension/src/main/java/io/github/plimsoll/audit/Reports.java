package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.report.FindingsCsv;
import io.github.plimsoll.report.ReportFile;
import io.github.plimsoll.report.ResultsJson;
import io.github.plimsoll.report.Scorecard;
import io.github.plimsoll.report.SummaryMarkdown;
import io.github.plimsoll.report.Terminal;
import io.github.plimsoll.report.ThreatModelMarkdown;
import io.github.plimsoll.report.allure.AllureReport;
import io.github.plimsoll.report.sarif.SarifReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Writes all renderings of a run's results. */
final class Reports {

    private static final String RESULTS = "results.json";
    private static final String FINDINGS = "findings.csv";
    private static final String SUMMARY = "summary.md";
    private static final String THREATS = "threat-model.md";
    private static final String SARIF = "results.sarif";
    private static final String HTML = "index.html";

    private Reports() {}

    /** Takes an earlier run's reports away, so that none is mistaken for this run's if this one comes to nothing. */
    static void discardEarlier(Settings settings) {
        try {
            for (String name : List.of(RESULTS, FINDINGS, SUMMARY, THREATS, SARIF, HTML)) {
                Files.deleteIfExists(settings.output().resolve(name));
            }
            for (Path results : ofEachTarget(settings)) {
                Files.delete(results);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + settings.output(), e);
        }
    }

    /** What an earlier run of several targets left in their directories, which this one may not have among its own. */
    private static List<Path> ofEachTarget(Settings settings) throws IOException {
        if (!Files.isDirectory(settings.output())) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(settings.output())) {
            return directories
                    .map(directory -> directory.resolve(RESULTS))
                    .filter(Files::exists)
                    .toList();
        }
    }

    static void record(Snapshot snapshot, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            SnapshotFile.write(snapshot, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record the snapshot to " + file, e);
        }
    }

    /** The console comes last, where a person looks, and comes even if a file cannot be written. */
    static void write(List<AuditResult> results, Catalogue catalogue, Settings settings) {
        // What takes longest is done beside the rest.
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            AllureReport report = AllureReport.of(results, catalogue, settings.allureResults());
            Future<?> page = beside.submit(() -> {
                report.write(settings.output().resolve(HTML));
                return null;
            });
            for (AuditResult result : results) {
                ReportFile.write(file(settings, results, result), out -> ResultsJson.write(result, out));
            }
            FindingsCsv.write(results, settings.output().resolve(FINDINGS));
            SummaryMarkdown.write(results, settings.output().resolve(SUMMARY));
            ThreatModelMarkdown.write(results, settings.output().resolve(THREATS));
            SarifReport.write(results, settings.output().resolve(SARIF));
            page.get();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the reports to " + settings.output(), e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(
                    "cannot write the reports to " + settings.output(),
                    e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            beside.shutdown();
            Scorecard scorecard = new Scorecard(Terminal.ofThisProcess(), settings.output(), settings.failOn());
            results.forEach(result -> scorecard.print(result, file(settings, results, result)));
        }
    }

    /** A results.json describes one target; those of several targets have a directory each. */
    private static Path file(Settings settings, List<AuditResult> results, AuditResult result) {
        Path directory = results.size() == 1
                ? settings.output()
                : settings.output().resolve(result.target().target().replaceAll("[^A-Za-z0-9._-]+", "_"));
        return directory.resolve(RESULTS);
    }
}
