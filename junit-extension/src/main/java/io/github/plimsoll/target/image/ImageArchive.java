package io.github.plimsoll.target.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One image as {@code docker save} writes it: the older layout, a directory for each layer, or that of OCI, a blob for
 * everything. Descriptions may come behind what they describe, so all is read as it comes and put together at the end.
 */
final class ImageArchive {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BLOB = Pattern.compile("blobs/sha256/[0-9a-f]{64}");
    private static final Pattern OLD_LAYER = Pattern.compile("[0-9a-f]{64}/layer\\.tar");
    private static final int BEGINNING = 512;

    /** {@code blobs/sha256/DIGEST}, and what else there may be. */
    private static final int DEEPEST = 4;

    private final Bounds bounds;
    private final LayerReader reader;
    private final LayerCache cache;
    private final Map<String, JsonNode> descriptions = new HashMap<>();
    private final Map<String, LayerCache.Outcome> layers = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();

    private ImageArchive(Bounds bounds, LayerReader reader, LayerCache cache) {
        this.bounds = bounds;
        this.reader = reader;
        this.cache = cache;
    }

    /**
     * Reads an archive to its end.
     *
     * @throws BadArchive if it is none, or breaks off
     * @throws OverBound if it has more of something than is read
     */
    static ImageArchive read(InputStream in, Bounds bounds, LayerReader reader, LayerCache cache) throws IOException {
        ImageArchive archive = new ImageArchive(bounds, reader, cache);
        TarReader tar = new TarReader(new Limited(in, bounds.archiveBytes()), bounds);
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            String path = TarNames.path(entry.name());
            if (entry.isSymlink() || entry.isHardLink()) {
                String base = entry.isSymlink() ? path.substring(0, path.lastIndexOf('/') + 1) : "";
                archive.links.put(path, TarNames.path(base + entry.link()));
            } else if (entry.isFile() && entry.size() > 0) {
                archive.take(path, entry.size(), tar.content());
            }
        }
        tar.drain();
        return archive;
    }

    /**
     * Reads an archive that somebody has unpacked: a directory in the layout of OCI.
     *
     * @throws OverBound if it has more of something than is read
     */
    static ImageArchive read(Path directory, Bounds bounds, LayerReader reader, LayerCache cache) throws IOException {
        ImageArchive archive = new ImageArchive(bounds, reader, cache);
        List<Path> files;
        try (Stream<Path> walked = Files.walk(directory, DEEPEST)) {
            files = walked.filter(Files::isRegularFile)
                    .limit(bounds.entries() + 1L)
                    .sorted()
                    .toList();
        }
        if (files.size() > bounds.entries()) {
            throw new OverBound("has more than " + bounds.entries() + " files");
        }
        for (Path file : files) {
            try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
                String path = directory.relativize(file).toString().replace(File.separatorChar, '/');
                if (Files.size(file) > 0) {
                    archive.take(path, Files.size(file), content);
                }
            }
        }
        return archive;
    }

    private void take(String path, long size, InputStream content) throws IOException {
        LayerCache.Outcome known = cache.get(path);
        if (known != null) {
            layers.put(path, known);
            return;
        }
        byte[] beginning = content.readNBytes(BEGINNING);
        if (isDescription(path, beginning)) {
            describe(path, size, beginning, content);
        } else if (BLOB.matcher(path).matches()) {
            layers.put(path, cache.put(path, layer(beginning, content)));
        } else if (path.endsWith(".tar")) {
            LayerCache.Outcome outcome = layer(beginning, content);
            layers.put(path, OLD_LAYER.matcher(path).matches() ? cache.put(path, outcome) : outcome);
        }
    }

    private LayerCache.Outcome layer(byte[] beginning, InputStream rest) throws IOException {
        if (!Unpacked.isPacked(beginning)) {
            LayerCache.Outcome outcome = read(beginning, rest);
            return outcome.facts() == null
                    ? outcome
                    : outcome.digestingTo(outcome.facts().diffId());
        }
        try (Digest content = new Digest(beginning, rest)) {
            // Whoever unpacks closes what he read from, before all of it was digested.
            LayerCache.Outcome outcome = read(beginning, unclosed(content));
            drain(content);
            return outcome.digestingTo(content.value());
        }
    }

    private LayerCache.Outcome read(byte[] beginning, InputStream rest) throws IOException {
        try {
            return LayerCache.Outcome.of(reader.read(beginning, rest));
        } catch (BadArchive | OverBound e) {
            return LayerCache.Outcome.unread(String.valueOf(e.getMessage()));
        } catch (EOFException e) {
            // If it is the archive that breaks off, the next look at it says so.
            return LayerCache.Outcome.unread("breaks off");
        }
    }

    private void describe(String path, long size, byte[] beginning, InputStream rest) throws IOException {
        if (size > bounds.jsonBytes()) {
            // A list of an image's parts, for example; what is needed of an image is never so large.
            return;
        }
        byte[] bytes = Arrays.copyOf(beginning, (int) size);
        rest.readNBytes(bytes, beginning.length, bytes.length - beginning.length);
        digests.put(path, Digest.of(bytes));
        try {
            descriptions.put(path, JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            throw new BadArchive("has a description that is not JSON");
        }
    }

    private static boolean isDescription(String path, byte[] beginning) {
        return path.endsWith(".json") || (beginning.length > 0 && (beginning[0] == '{' || beginning[0] == '['));
    }

    private static InputStream unclosed(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return in.read(target, offset, length);
            }

            @Override
            public void close() {
                // Left to whoever opened it.
            }
        };
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        while (in.read(buffer, 0, buffer.length) >= 0) {
            // Only the digest wants to see it.
        }
    }

    /** A description, a missing node where there is none. */
    JsonNode description(String path) {
        JsonNode description = descriptions.get(resolved(path));
        return description == null ? MissingNode.getInstance() : description;
    }

    /** A description by what it digests to. */
    JsonNode blob(String digest) {
        return description(blobPath(digest));
    }

    static String blobPath(String digest) {
        return "blobs/" + digest.replaceFirst(":", "/");
    }

    /** What a layer came to. */
    LayerCache.Outcome layer(String path) {
        LayerCache.Outcome outcome = layers.get(resolved(path));
        return outcome == null ? LayerCache.Outcome.unread("is not in the archive") : outcome;
    }

    /** What a file of the archive digests to; empty if it is not there or was not read. */
    String digest(String path) {
        LayerCache.Outcome layer = layers.get(resolved(path));
        return layer != null ? layer.digest() : digests.getOrDefault(resolved(path), "");
    }

    /** Engines write a layer that an image has twice once, and link to it. */
    private String resolved(String path) {
        return links.getOrDefault(path, path);
    }

    /** Ends with a word on the bound where a plain stream would go on. */
    private static final class Limited extends java.io.FilterInputStream {

        private final long most;
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new OverBound("is larger than " + OverBound.size(most));
            }
            return count;
        }
    }
}
