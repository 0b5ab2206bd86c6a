package io.github.plimsoll.target;

import io.github.plimsoll.fact.SnapshotFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens recorded snapshots: a file, or the insecure host that comes with this library. */
public final class RecordedTargetSource implements TargetSource {

    private static final String PREFIX = "snapshot:";
    private static final String SAMPLE = "META-INF/plimsoll/sample-docker.json.gz";

    @Override
    public boolean accepts(String spec) {
        return spec.equals("sample") || spec.startsWith(PREFIX);
    }

    @Override
    public String forms() {
        return "snapshot:FILE, sample";
    }

    @Override
    public Target open(String spec, TargetOptions options) {
        return spec.equals("sample") ? sample() : file(spec);
    }

    private static Target file(String spec) {
        Path file = Path.of(spec.substring(PREFIX.length()));
        try (InputStream in = Files.newInputStream(file)) {
            return new RecordedTarget(spec, SnapshotFile.read(in));
        } catch (NoSuchFileException e) {
            throw new TargetUnavailable(
                    "no snapshot " + file.toAbsolutePath() + "; record one with -Drecord=FILE, or mend the name");
        } catch (IOException e) {
            throw new TargetUnavailable("the snapshot " + file + " cannot be read: it " + firstLine(e)
                    + "; a snapshot is a file that -Drecord=FILE wrote");
        }
    }

    private static Target sample() {
        ClassLoader loader = RecordedTargetSource.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(SAMPLE)) {
            if (in == null) {
                throw new TargetUnavailable("the sample host is not on the class path (" + SAMPLE
                        + "); audit this machine with -Dtarget=host");
            }
            return new RecordedTarget("sample", SnapshotFile.read(in));
        } catch (IOException e) {
            throw new TargetUnavailable(
                    "the sample host on the class path (" + SAMPLE + ") cannot be read: it " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
