package io.github.plimsoll.fact.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Images that were handed in as archives, and which of them it is that runs somewhere.
 *
 * <p>Read from a document {@code {"place", "images": [...], "unread": [{"file", "reason"}]}}. Of each image: {@code file}; {@code Id}, what
 * its configuration digests to; {@code manifests} and {@code indexes}, by which registries know it, as far as they are in the archive and
 * digest to what they are called; {@code asPushed}, whether a manifest is as a registry has it; {@code names}; {@code Os} and {@code
 * Architecture}; {@code Config} and {@code History} as engines tell them; {@code contents} as {@link ImageFiles} reads it, or why there is
 * none in {@code unreadable}.
 */
public final class ImageArchives {

    /**
     * What is looked for.
     *
     * @param digest of a configuration, a manifest or an index, as {@code sha256:1f2e...}; empty if it is not known
     * @param isOfRegistry whether the digest is one that registries use, and not that of a configuration
     * @param name by which it was asked for, in full and with its tag; empty for one that has only a digest
     * @param architecture of the machine, as {@code amd64}; empty if it is not known
     */
    public record Wanted(String digest, boolean isOfRegistry, String name, String architecture) {}

    /**
     * An image that is at hand.
     *
     * @param byNameAlone whether nothing but its name says that it is the one that was looked for
     */
    public record AtHand(ImageFiles files, ImageConfiguration configuration, boolean byNameAlone) {}

    private final Reading document;
    private final List<JsonNode> images = new ArrayList<>();

    /** The full names of each, worked out once: whoever has many workloads asks often. */
    private final List<Set<String>> names = new ArrayList<>();

    /** @param fullName makes of a name what {@link Wanted} has */
    public ImageArchives(Reading document, UnaryOperator<String> fullName) {
        this.document = document;
        for (JsonNode image : document.raw().path("images")) {
            images.add(image);
            Set<String> full = new TreeSet<>();
            image.path("names").forEach(name -> full.add(fullName.apply(name.asText())));
            names.add(full);
        }
    }

    /**
     * The image that is wanted.
     *
     * @param reader reads it, and notes what it reads
     * @throws Unreadable if it is not at hand, or not whole, or is not what it pretends to be
     */
    public AtHand find(Wanted wanted, Reading reader) {
        List<Integer> byDigest = matching(i -> isOf(images.get(i), wanted.digest(), wanted.architecture()));
        boolean certain = !byDigest.isEmpty();
        List<Integer> found =
                certain ? byDigest : matching(i -> mayBe(i, wanted) && runsOn(images.get(i), wanted.architecture()));
        if (found.isEmpty()) {
            throw new Unreadable(whyNot(wanted));
        }
        Set<String> different =
                found.stream().map(i -> text(images.get(i), "Id")).collect(Collectors.toCollection(TreeSet::new));
        if (different.size() > 1) {
            throw new Unreadable("the archives in " + place() + " hold " + different.size() + " images that it may be: "
                    + String.join(", ", different));
        }
        int chosen = found.stream()
                .filter(i -> images.get(i).has("contents"))
                .findFirst()
                .orElse(found.get(0));
        return open(chosen, certain, reader);
    }

    private AtHand open(int chosen, boolean certain, Reading reader) {
        JsonNode image = images.get(chosen);
        String file = text(image, "file");
        if (!image.has("contents")) {
            throw new Unreadable(file + ": " + text(image, "unreadable"));
        }
        if (!image.path("contents").path("mismatches").isEmpty()) {
            throw new Unreadable("what " + file + " holds is not what its digests say: "
                    + image.path("contents").path("mismatches").path(0).asText());
        }
        Reading place = document.part("images[" + chosen + "]");
        Reading recorded = reader.at(place.named(reader.subject()));
        recorded.recordDerived("found in " + file, certain ? "by its digest" : "by its name alone");
        ImageConfiguration configuration = new ImageConfiguration(recorded, () -> recorded.part("History"));
        return new AtHand(new ImageFiles(recorded.part("contents"), configuration), configuration, !certain);
    }

    private List<Integer> matching(IntPredicate which) {
        return IntStream.range(0, images.size()).filter(which).boxed().toList();
    }

    /** An index stands for an image of each architecture. */
    private static boolean isOf(JsonNode image, String digest, String architecture) {
        return !digest.isEmpty()
                && (text(image, "Id").equals(digest)
                        || contains(image, "manifests", digest)
                        || (contains(image, "indexes", digest) && runsOn(image, architecture)));
    }

    /**
     * Archives of older engines tell no digest of a registry's, and so do not say that they hold another image either; those of
     * configurations they tell all.
     */
    private boolean mayBe(int image, Wanted wanted) {
        boolean contradicted = !wanted.digest().isEmpty()
                && (!wanted.isOfRegistry() || images.get(image).path("asPushed").asBoolean(false));
        return !contradicted && isCalled(image, wanted.name());
    }

    private boolean isCalled(int image, String name) {
        return !name.isEmpty() && names.get(image).contains(name);
    }

    private static boolean runsOn(JsonNode image, String architecture) {
        return architecture.isEmpty() || text(image, "Architecture").equals(architecture);
    }

    private String whyNot(Wanted wanted) {
        String others = matching(i -> isCalled(i, wanted.name())).stream()
                .map(images::get)
                .map(image -> "; " + text(image, "file") + " holds another of that name, " + text(image, "Id"))
                .findFirst()
                .orElse("");
        JsonNode unread = document.raw().path("unread");
        String bad = unread.isEmpty()
                ? ""
                : "; of " + unread.path(0).path("file").asText()
                        + (unread.size() > 1 ? " and " + (unread.size() - 1) + " more files" : "")
                        + " it is not known what they hold: "
                        + unread.path(0).path("reason").asText();
        return "none of the " + images.size() + " images in " + place() + " is it"
                + (wanted.digest().isEmpty() ? "" : ", " + wanted.digest())
                + (wanted.architecture().isEmpty() ? "" : " for " + wanted.architecture()) + others + bad;
    }

    private String place() {
        return document.raw().path("place").asText("");
    }

    private static boolean contains(JsonNode image, String list, String digest) {
        for (JsonNode candidate : image.path(list)) {
            if (candidate.asText().equals(digest)) {
                return true;
            }
        }
        return false;
    }

    private static String text(JsonNode image, String field) {
        return image.path(field).asText("");
    }
}
