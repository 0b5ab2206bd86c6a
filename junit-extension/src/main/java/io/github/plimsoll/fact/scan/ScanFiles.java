package io.github.plimsoll.fact.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.LimitedStream;
import io.github.plimsoll.fact.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results of scanners that were handed in as files. */
final class ScanFiles {

    /** The results of the largest images are a tenth of it. */
    private static final long MOST_BYTES = 128L << 20;

    private static final int MOST_FILES = 5000;

    /** No format that is read nests deeper than a few dozen levels. */
    private static final int DEEPEST = 200;

    private static final Set<String> FIELDS =
            ScanFormat.ALL.stream().flatMap(format -> format.fields().stream()).collect(Collectors.toUnmodifiableSet());

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    private ScanFiles() {}

    /**
     * What stands in a file, or in the files of a directory.
     *
     * @throws Unreadable if it is not there, or if one file is not understood: what it found would be left out without a word
     */
    static List<ImageScan> read(String place) {
        List<ImageScan> scans = new ArrayList<>();
        for (Path file : files(place)) {
            scans.add(read(file));
        }
        return scans;
    }

    private static List<Path> files(String place) {
        try {
            Path path = Path.of(place);
            if (!Files.isDirectory(path)) {
                return List.of(path);
            }
            try (Stream<Path> entries = Files.list(path)) {
                List<Path> files = entries.filter(entry -> !Files.isDirectory(entry))
                        .limit(MOST_FILES + 1L)
                        .sorted()
                        .toList();
                if (files.isEmpty() || files.size() > MOST_FILES) {
                    throw new Unreadable("the directory of scans " + place
                            + (files.isEmpty() ? " has no files in it" : " has more than " + MOST_FILES + " files"));
                }
                return files;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable("the scans in " + place + " cannot be read: " + e);
        }
    }

    private static ImageScan read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Unreadable("the scan file " + file + " is not there, or is no file");
        }
        try (JsonParser all = JSON.createParser(new LimitedStream(Files.newInputStream(file), MOST_BYTES));
                JsonParser wanted = new FilteringParserDelegate(
                        all, new WantedFields(FIELDS), Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            JsonNode json = JSON.readTree(wanted);
            if (wanted.nextToken() != null) {
                throw new Unreadable("goes on after its end");
            }
            return understood(json == null ? JSON.missingNode() : json, "scan file " + file);
        } catch (Unreadable e) {
            throw new Unreadable("the scan file " + file + " " + e.reason());
        } catch (JsonProcessingException e) {
            throw new Unreadable("the scan file " + file + " is not the JSON of a scan: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new Unreadable("the scan file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static ImageScan understood(JsonNode json, String origin) {
        return ScanFormat.ALL.stream()
                .filter(format -> format.isOf(json))
                .findFirst()
                .orElseThrow(() ->
                        new Unreadable("is nothing that is read: Trivy's or Grype's JSON, CycloneDX or SPDX 2 in JSON"))
                .read(json, origin);
    }
}
