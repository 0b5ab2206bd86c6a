package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.fact.host.HostFiles;
import java.util.ArrayList;
import java.util.List;

/** A file from which Compose made containers, one that it names, or a copy of such a file or of one of the daemon's. */
public final class DeploymentFile extends DockerFile {

    private final Reading listed;

    private DeploymentFile(Reading file, Reading listed) {
        super(file);
        this.listed = listed;
    }

    static List<Found<DeploymentFile>> locate(Reading snapshot) {
        Reading all = snapshot.document(DockerDocuments.DEPLOYMENT_FILES);
        HostFiles files = HostFiles.of(snapshot, HostDocuments.FILES);
        List<Found<DeploymentFile>> found = new ArrayList<>();
        for (Reading listed : all.elements("files")) {
            String path = listed.value("path").requiredText();
            found.addAll(files.at(
                    List.of(path),
                    reading -> new DeploymentFile(reading, reading.at(listed).named(reading.subject()))));
        }
        String unseen = all.value("unseen").asText("");
        if (!unseen.isEmpty()) {
            found.add(new Found<>("other files", reading -> {
                throw new Unreadable(unseen);
            }));
        }
        if (found.isEmpty()) {
            throw new Absent(
                    "no file from which Compose made a container is on this host, and no copy of the daemon's");
        }
        return found;
    }

    /** Whether containers are made from it, so that whoever changes it decides what runs; a copy is of no effect. */
    public boolean decidesWhatRuns() {
        return !listed.value("kind").requiredText().equals("copy");
    }

    /** The settings of it that hold a secret. */
    public List<String> secrets() {
        String unreadable = listed.value("unreadable").asText("");
        if (!unreadable.isEmpty()) {
            throw new Unreadable(unreadable);
        }
        return new OpenSecrets()
                .variables("setting", listed.value("settings").asTexts())
                .found();
    }
}
