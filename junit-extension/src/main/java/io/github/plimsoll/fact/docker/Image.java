package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An image on the host: {@code image/app:1}. */
public final class Image extends Subject {

    /** A step that sets something by its name. */
    private static final Pattern SETTING = Pattern.compile("(?<kind>ARG|ENV|LABEL) (?<name>[^\\s=]+)[=\\s]+\\S");

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

    /**
     * The build steps that refresh an index of packages and install nothing from it.
     *
     * @throws Unreadable if the image does not record how it was built
     */
    public List<String> stepsThatOnlyRefreshAnIndex() {
        return steps(PackageIndex::isOnlyRefreshed);
    }

    /**
     * The build steps that add what could be copied, or what comes from the network unverified. An archive that is unpacked
     * is what adding is for, and so is the root file system that an image begins with.
     *
     * @throws Unreadable if the image does not record how it was built
     */
    public List<String> stepsThatAddNeedlessly() {
        List<BuildStep> steps = history();
        int first = 0;
        while (first < steps.size() && !steps.get(first).changesFiles()) {
            first++;
        }
        List<String> needless = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).addsNeedlessly(i == first)) {
                needless.add(steps.get(i).toString());
            }
        }
        return needless;
    }

    /**
     * The build steps that fetch something and run it at once, unseen.
     *
     * @throws Unreadable if the image does not record how it was built
     */
    public List<String> stepsThatRunDownloads() {
        return steps(step -> new Downloads(step).areRunUnseen());
    }

    /**
     * The build steps that fetch something which nothing in the same step checks.
     *
     * @throws Unreadable if the image does not record how it was built
     */
    public List<String> stepsThatFetchUnchecked() {
        return steps(step -> new Downloads(step).areUnchecked());
    }

    /**
     * The build steps that tell a program not to verify what it fetches or installs.
     *
     * @throws Unreadable if the image does not record how it was built
     */
    public List<String> stepsThatSkipVerification() {
        return steps(step -> new Downloads(step).skipVerification());
    }

    /** The steps that the image adds to every build upon it. */
    public List<String> triggers() {
        return read("Config.OnBuild").asTexts();
    }

    /** Whether its variables have every program load other libraries before its own. */
    public boolean preloadsLibraries() {
        return read("Config.Env").asTexts().stream()
                .anyMatch(variable -> variable.startsWith("LD_PRELOAD=") && !variable.equals("LD_PRELOAD="));
    }

    /** The places of its configuration and its history where a secret stands in the open. */
    public List<String> openSecrets() {
        return Gathered.from(List.of(this::secretsOfConfiguration, this::secretsOfHistory));
    }

    private List<String> secretsOfConfiguration() {
        List<String> command = new ArrayList<>(read("Config.Entrypoint").asTexts());
        command.addAll(read("Config.Cmd").asTexts());
        return new OpenSecrets()
                .variables("variable", read("Config.Env").asTexts())
                .texts("label", read("Config.Labels").asTextMap())
                .words("its command line", command)
                .found();
    }

    private List<String> secretsOfHistory() {
        OpenSecrets secrets = new OpenSecrets();
        int number = 0;
        for (BuildStep step : history()) {
            Matcher setting = SETTING.matcher(step.text());
            number++;
            if (setting.lookingAt()) {
                secrets.texts(setting.group("kind"), Map.of(setting.group("name"), step.text()));
            } else {
                secrets.words("step " + number + " of its build", List.of(step.text()));
            }
        }
        return secrets.found();
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

    private List<String> steps(Predicate<BuildStep> predicate) {
        return history().stream().filter(predicate).map(BuildStep::toString).toList();
    }

    /** The steps of the build, the first one first. */
    private List<BuildStep> history() {
        List<BuildStep> steps = new ArrayList<>();
        for (Reading step : reading()
                .document(DockerDocuments.history(read("Id").requiredText()))
                .elements("")) {
            String text = step.value("CreatedBy").asText("");
            if (!text.isBlank()) {
                steps.add(new BuildStep(text));
            }
        }
        if (steps.isEmpty()) {
            throw new Unreadable("the image does not record how it was built");
        }
        Collections.reverse(steps);
        return steps;
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
