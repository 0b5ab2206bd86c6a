package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Program;
import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A program that the engine is made of: {@code component/runc}. */
public final class Component extends Program {

    /** A release as its makers spell it; distributions add where their build differs. */
    private static final Pattern RELEASE = Pattern.compile("v?\\d+(\\.\\d+){1,2}(-(alpha|beta|rc|tp)[.-]?\\d+)?(-ce)?");

    /** What the makers were at when they built it: a commit, bare or as {@code git describe} puts it. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}|v?[0-9][^ ]*-0-g[0-9a-f]{7,40}");

    private Component(Reading reading) {
        super(reading);
    }

    static List<Found<Component>> locate(Reading snapshot) {
        List<Found<Component>> found = new ArrayList<>();
        for (Reading listed : snapshot.document(DockerDocuments.VERSION).elements("Components")) {
            Reading place = listed.named("component/" + listed.value("Name").requiredText());
            found.add(new Found<>(place.subject(), reading -> new Component(reading.at(place))));
        }
        return found;
    }

    /** For example {@code Engine}, {@code containerd} or {@code runc}. */
    @Override
    public String component() {
        return read("Name").requiredText();
    }

    @Override
    public String version() {
        return read("Version").requiredText();
    }

    @Override
    public boolean isBuiltByItsMakers() {
        String platform = reading()
                .document(DockerDocuments.VERSION)
                .value("Platform.Name")
                .asText("");
        return !platform.isEmpty()
                && RELEASE.matcher(version()).matches()
                && COMMIT.matcher(read("Details.GitCommit").asText("")).matches();
    }
}
