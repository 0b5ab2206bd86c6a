package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An image on the host: {@code image/app:1}. */
public final class Image extends Subject {

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
