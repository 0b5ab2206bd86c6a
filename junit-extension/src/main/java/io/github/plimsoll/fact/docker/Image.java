package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.image.ImageConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** An image on the host: {@code image/app:1}. */
public final class Image extends Subject {

    /** Older dates are made up. */
    private static final Instant FIRST_IMAGES = Instant.parse("2013-03-01T00:00:00Z");

    Image(Reading reading) {
        super(reading);
    }

    /** The first tag, else what it was pulled by, else the short id. */
    static String name(Reading listed, String id) {
        return Stream.concat(names(listed, "RepoTags").stream(), names(listed, "RepoDigests").stream())
                .findFirst()
                .orElse(DockerPlatform.shortId(id));
    }

    /** Whether nothing can start it by name and no container was made from it: the remains of a build. */
    public boolean isLeftover() {
        return names(reading(), "RepoTags").isEmpty()
                && names(reading(), "RepoDigests").isEmpty()
                && !isUsed();
    }

    /** The command that checks the health of its containers; empty is none. */
    public List<String> healthProbe() {
        return HealthProbe.of(read("Config.Healthcheck.Test").asTexts());
    }

    /** As {@link ImageConfiguration#stepsThatOnlyRefreshAnIndex}. */
    public List<String> stepsThatOnlyRefreshAnIndex() {
        return configuration(reading()).stepsThatOnlyRefreshAnIndex();
    }

    /** As {@link ImageConfiguration#stepsThatAddNeedlessly}. */
    public List<String> stepsThatAddNeedlessly() {
        return configuration(reading()).stepsThatAddNeedlessly();
    }

    /** As {@link ImageConfiguration#stepsThatRunDownloads}. */
    public List<String> stepsThatRunDownloads() {
        return configuration(reading()).stepsThatRunDownloads();
    }

    /** As {@link ImageConfiguration#stepsThatFetchUnchecked}. */
    public List<String> stepsThatFetchUnchecked() {
        return configuration(reading()).stepsThatFetchUnchecked();
    }

    /** The steps that the image adds to every build upon it. */
    public List<String> triggers() {
        return read("Config.OnBuild").asTexts();
    }

    /**
     * How long ago it was made.
     *
     * @throws Unreadable if it does not say, or pretends to be from a time before there were any
     */
    public Duration age() {
        String text = read("Created").requiredText();
        Instant created;
        try {
            created = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Unreadable("Created of the image is not a time: " + text);
        }
        Instant now = reading().header().collectedAt();
        if (created.isBefore(FIRST_IMAGES) || created.isAfter(now.plus(Duration.ofDays(1)))) {
            throw new Unreadable(
                    "the image says that it was made at " + text + ", as reproducible builds do to look the same");
        }
        return Duration.between(created, now);
    }

    /** The names under which registries vouch for it by digest, in full; none for an image that was never pushed or pulled. */
    public List<String> vouchedNames() {
        return read("RepoDigests").asTexts().stream()
                .filter(digest -> !digest.startsWith("<none>") && digest.contains("@"))
                .map(digest -> repository(digest.substring(0, digest.indexOf('@'))))
                .toList();
    }

    /**
     * Its names, by tag and by digest, that are in none of these registries.
     *
     * @param approved registries, parts of them or repositories: {@code registry.example.com}, {@code docker.io/library}
     */
    public List<String> namesOutside(Collection<String> approved) {
        Set<String> names = new TreeSet<>(vouchedNames());
        names(reading(), "RepoTags").forEach(tag -> names.add(repository(tag.replaceFirst(":[^:/]*$", ""))));
        names.removeIf(name -> approved.stream()
                .map(place -> place.replaceFirst("/+$", ""))
                .anyMatch(place -> name.equals(place) || name.startsWith(place + "/")));
        return List.copyOf(names);
    }

    /** A repository in full: {@code app} is {@code docker.io/library/app}. */
    private static String repository(String name) {
        String host = name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
        if (host.contains(".") || host.contains(":") || host.equals("localhost")) {
            return name.replaceFirst("^index\\.docker\\.io/", "docker.io/");
        }
        return "docker.io/" + (host.isEmpty() ? "library/" : "") + name;
    }

    /** @param image what the engine says of an image, of which it tells the history apart */
    static ImageConfiguration configuration(Reading image) {
        return new ImageConfiguration(
                image,
                () -> image.document(DockerDocuments.history(image.value("Id").requiredText())));
    }

    /** Old engines write {@code <none>} where there is no name. */
    private static List<String> names(Reading image, String path) {
        return image.value(path).asTexts().stream()
                .filter(name -> !name.startsWith("<none>"))
                .toList();
    }

    private boolean isUsed() {
        String id = read("Id").requiredText();
        return reading().document(DockerDocuments.CONTAINERS).elements("").stream()
                .anyMatch(container ->
                        container.unrecorded().value("ImageID").asText("").equals(id));
    }
}
