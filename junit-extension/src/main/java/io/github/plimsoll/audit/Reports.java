package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.report.ReportFile;
import io.github.plimsoll.report.ResultsJson;
import io.github.plimsoll.report.Scorecard;
import io.github.plimsoll.report.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes all renderings of a run's results. */
final class Reports {

    private static final String HTML = "index.html";
    private static final List<String> OF_EACH_TARGET = List.of("results.json", "findings.csv", "summary.md");

    private Reports() {}

    /** Takes an earlier run's reports away, so that none is mistaken for this run's if this one comes to nothing. */
    static void discardEarlier(Settings settings) {
        try {
            Files.deleteIfExists(settings.output().resolve(HTML));
            for (String name : OF_EACH_TARGET) {
                Files.deleteIfExists(settings.output().resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + settings.output(), e);
        }
    }

    static void record(Snapshot snapshot, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            SnapshotFile.write(snapshot, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record the snapshot to " + file, e);
        }
    }

    static void write(List<AuditResult> results, Catalogue catalogue, Settings settings) {
        try {
            for (AuditResult result : results) {
                Path directory = directory(settings, results, result);
                ReportFile.write(directory.resolve("results.json"), out -> ResultsJson.write(result, out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the reports to " + settings.output(), e);
        }
        Scorecard scorecard = new Scorecard(Terminal.ofThisProcess(), settings.output(), settings.failOn());
        results.forEach(scorecard::print);
    }

    /** One target's reports stand in the output directory itself; several have a directory each. */
    private static Path directory(Settings settings, List<AuditResult> results, AuditResult result) {
        return results.size() == 1
                ? settings.output()
                : settings.output().resolve(result.target().target().replaceAll("[^A-Za-z0-9._-]+", "_"));
    }
}
