package io.github.plimsoll.fact.image;

import io.github.plimsoll.fact.Gathered;
import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an image says that its containers start with, and the steps by which it was built. */
public final class ImageConfiguration {

    /** A step that sets something by its name. */
    private static final Pattern SETTING = Pattern.compile("(?<kind>ARG|ENV|LABEL) (?<name>[^\\s=]+)[=\\s]+\\S");

    private final Reading image;
    private final Supplier<Reading> history;

    /**
     * The configuration of one image.
     *
     * @param image where {@code Config} stands, as engines and archives have it
     * @param history where the list of its steps stands, the last one first, each with {@code CreatedBy}
     */
    public ImageConfiguration(Reading image, Supplier<Reading> history) {
        this.image = image;
        this.history = history;
    }

    /** The user that containers start as where nobody says otherwise; empty is root. */
    public String user() {
        return image.value("Config.User").asText("");
    }

    /** Whether its variables have every program load other libraries before its own. */
    public boolean preloadsLibraries() {
        return image.value("Config.Env").asTexts().stream()
                .anyMatch(variable -> variable.startsWith("LD_PRELOAD=") && !variable.equals("LD_PRELOAD="));
    }

    /** The places of its configuration and its history where a secret stands in the open. */
    public List<String> openSecrets() {
        return Gathered.from(List.of(this::secretsOfConfiguration, this::secretsOfHistory));
    }

    private List<String> secretsOfConfiguration() {
        List<String> command = new ArrayList<>(image.value("Config.Entrypoint").asTexts());
        command.addAll(image.value("Config.Cmd").asTexts());
        return new OpenSecrets()
                .variables("variable", image.value("Config.Env").asTexts())
                .texts("label", image.value("Config.Labels").asTextMap())
                .words("its command line", command)
                .words(
                        "its health check",
                        image.value("Config.Healthcheck.Test").asTexts())
                .found();
    }

    private List<String> secretsOfHistory() {
        OpenSecrets secrets = new OpenSecrets();
        int number = 0;
        for (BuildStep step : steps()) {
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
        List<BuildStep> steps = steps();
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

    private List<String> steps(Predicate<BuildStep> predicate) {
        return steps().stream().filter(predicate).map(BuildStep::toString).toList();
    }

    /** The steps of the build, the first one first. */
    private List<BuildStep> steps() {
        List<BuildStep> steps = new ArrayList<>();
        for (Reading step : history.get().elements("")) {
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
}
