package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;

/** A file that tells containerd, the builder, or an engine with containerd's store, how registries are reached. */
public final class RegistryFile extends Subject {

    private RegistryFile(Reading reading) {
        super(reading);
    }

    static List<Found<RegistryFile>> locate(Reading snapshot) {
        Reading all = snapshot.document(DockerDocuments.REGISTRY_FILES);
        List<Found<RegistryFile>> found = new ArrayList<>();
        for (Reading file : all.elements("files")) {
            Reading named = file.named("file " + file.value("path").requiredText());
            found.add(DockerPlatform.found(named, RegistryFile::new));
        }
        String unseen = all.value("unseen").asText("");
        if (!unseen.isEmpty()) {
            found.add(new Found<>("configuration of containerd", reading -> {
                throw new Unreadable(unseen);
            }));
        }
        if (found.isEmpty()) {
            throw new Absent("no file of containerd or of the builder says how registries are reached");
        }
        return found;
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
