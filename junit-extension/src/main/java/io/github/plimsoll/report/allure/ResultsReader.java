package io.github.plimsoll.report.allure;

import io.qameta.allure.Aggregator2;
import io.qameta.allure.Reader;
import io.qameta.allure.ReportStorage;
import io.qameta.allure.allure2.Allure2Plugin;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.LaunchResults;
import io.qameta.allure.core.ResultsVisitor;
import io.qameta.allure.entity.Attachment;
import io.qameta.allure.entity.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Allure's own reader, but for three habits: it numbers at random, so that two reports of one audit differ; it passes over what it
 * cannot read, so that a report may lack controls; and it guesses the type of attachments, which takes longer than all the rest.
 */
final class ResultsReader implements Reader, Aggregator2 {

    private final Reader delegate = new Allure2Plugin();
    /** In order of name; Allure reads results on several threads. */
    private final Map<String, Path> attachments = new ConcurrentSkipListMap<>();

    @Override
    public void readResults(Configuration configuration, ResultsVisitor visitor, Path directory) {
        delegate.readResults(configuration, new Steadied(visitor), directory);
    }

    @Override
    public void aggregate(Configuration configuration, List<LaunchResults> launches, ReportStorage storage) {
        attachments.forEach((name, file) -> storage.addDataFile("data/attachments/" + name, file));
    }

    /** The length that Allure's own ids have. */
    static String uid(String uuid) {
        return uuid.replace("-", "").substring(0, 16);
    }

    private final class Steadied implements ResultsVisitor {

        private final ResultsVisitor visitor;

        Steadied(ResultsVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public Attachment visitAttachmentFile(Path file) {
            String uid = uid(file.getFileName().toString());
            String source = uid + ".csv";
            attachments.put(source, file);
            return new Attachment()
                    .setUid(uid)
                    .setSource(source)
                    .setSize(file.toFile().length());
        }

        @Override
        public void visitTestResult(TestResult result) {
            visitor.visitTestResult(result.setUid(uid(result.getHistoryId())));
        }

        @Override
        public void visitExtra(String name, Object value) {
            visitor.visitExtra(name, value);
        }

        @Override
        public void error(String message, Exception cause) {
            throw new UncheckedIOException(message, new IOException(cause));
        }

        @Override
        public void error(String message) {
            throw new UncheckedIOException(new IOException(message));
        }
    }
}
