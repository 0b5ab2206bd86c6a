package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has gathered on the host: its images and its containers, in use or not. */
public final class Inventory extends Subject {

    Inventory(Reading reading) {
        super(reading);
    }

    /** How many containers do not run, for example because they have ended or were never started. */
    public long stoppedContainers() {
        return read("ContainersStopped").requiredLong();
    }

    /**
     * The images that no container was made from, running or not.
     *
     * @throws Unreadable if not every container is listed, as where those that do not run were left out
     */
    public List<String> unusedImages() {
        Set<String> used = new HashSet<>();
        List<Reading> containers = unrecorded(DockerDocuments.CONTAINERS);
        containers.forEach(container -> used.add(container.value("ImageID").requiredText()));
        if (containers.size() < read("Containers").requiredLong()) {
            throw new Unreadable("containers that do not run were left out, so which images they keep is not known");
        }
        List<String> unused = unrecorded(DockerDocuments.IMAGES).stream()
                .filter(image -> !used.contains(image.value("Id").requiredText()))
                .map(image -> Image.name(image, image.value("Id").requiredText()))
                .sorted()
                .toList();
        reading().recordDerived("images that no container was made from", String.join(", ", unused));
        return unused;
    }

    private List<Reading> unrecorded(String document) {
        return reading().document(document).unrecorded().elements("");
    }
}
