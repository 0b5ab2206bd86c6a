package io.github.plimsoll.report.allure;

import io.qameta.allure.Reader;
import io.qameta.allure.allure2.Allure2Plugin;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.ResultsVisitor;
import io.qameta.allure.entity.Attachment;
import io.qameta.allure.entity.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Allure's own reader, but for two habits: it numbers at random, so that two reports of one audit differ, and it passes over
 * what it cannot read, so that a report may lack controls.
 */
final class ResultsReader implements Reader {

    private final Reader delegate = new Allure2Plugin();

    @Override
    public void readResults(Configuration configuration, ResultsVisitor visitor, Path directory) {
        delegate.readResults(configuration, new Steadied(visitor), directory);
    }

    /** The length that Allure's own ids have. */
    static String uid(String uuid) {
        return uuid.replace("-", "").substring(0, 16);
    }

    private record Steadied(ResultsVisitor visitor) implements ResultsVisitor {

        @Override
        public Attachment visitAttachmentFile(Path file) {
            String name = file.getFileName().toString();
            return visitor.visitAttachmentFile(file).setUid(uid(name)).setSource(uid(name) + ".csv");
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
