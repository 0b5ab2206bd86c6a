package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A file that tells containerd, the builder, or an engine with containerd's store, how registries are reached. */
public final class RegistryFile extends Subject {

    private RegistryFile(Reading reading) {
        super(reading);
    }

    static List<Found<RegistryFile>> locate(Reading snapshot) {
        List<Found<RegistryFile>> found = new ArrayList<>();
        look("builders of the docker command", () -> builders(snapshot), found);
        look("configuration of containerd", () -> onHost(snapshot), found);
        if (found.isEmpty()) {
            throw new Absent("no file of containerd or of the builder says how registries are reached");
        }
        return found;
    }

    /** What is known of one place counts, whatever may be in the other. */
    private static void look(String place, Supplier<List<Found<RegistryFile>>> files, List<Found<RegistryFile>> found) {
        try {
            found.addAll(files.get());
        } catch (Unreadable e) {
            found.add(Found.unreadable(place, e));
        }
    }

    private static List<Found<RegistryFile>> builders(Reading snapshot) {
        return files(snapshot.document(DockerDocuments.CLIENT).elements("builders"));
    }

    private static List<Found<RegistryFile>> onHost(Reading snapshot) {
        Reading all = snapshot.document(DockerDocuments.REGISTRY_FILES);
        List<Found<RegistryFile>> found = new ArrayList<>(files(all.elements("files")));
        String unseen = all.value("unseen").asText("");
        if (!unseen.isEmpty()) {
            found.add(new Found<>("configuration of containerd", reading -> {
                throw new Unreadable(unseen);
            }));
        }
        return found;
    }

    private static List<Found<RegistryFile>> files(List<Reading> listed) {
        return listed.stream()
                .map(file -> DockerPlatform.found(
                        file.named("file " + file.value("path").requiredText()), RegistryFile::new))
                .toList();
    }

    /** Registries that are asked without encryption, other than on this host itself. */
    public List<String> plainRegistries() {
        return elsewhere("plain");
    }

    /** Registries that may show any certificate, other than on this host itself. */
    public List<String> unverifiedRegistries() {
        return elsewhere("unverified");
    }

    private List<String> elsewhere(String fault) {
        String unreadable = read("unreadable").asText("");
        if (!unreadable.isEmpty()) {
            throw new Unreadable(unreadable);
        }
        List<String> faulty = new ArrayList<>();
        for (Reading registry : reading().elements("registries")) {
            String name = registry.value("name").requiredText();
            if (registry.value(fault).requiredBoolean() && !HostAddress.isLoopback(HostAddress.hostOf(name))) {
                faulty.add(name);
            }
        }
        return faulty;
    }
}
