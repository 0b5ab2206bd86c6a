package io.github.plimsoll.fact.image;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One layer of an image, {@code image/app:1 › layer 3}, the lowest being 1: with whatever it holds, be it taken away again by a
 * layer above.
 */
public final class ImageLayer extends Subject {

    private static final int MOST_NAMED = 50;

    public ImageLayer(Reading reading) {
        super(reading);
    }

    /** The step of the build that made it, as far as the image tells. */
    public String step() {
        String createdBy = read("CreatedBy").asText("");
        return createdBy.isBlank() ? "an unknown step" : new BuildStep(createdBy).toString();
    }

    /**
     * The files with credentials, each with what gave it away.
     *
     * @param allowed paths at which they may lie, such as the test data of a library
     */
    public List<String> credentials(Collection<String> allowed) {
        PathGlobs globs = new PathGlobs(allowed);
        read("filesSearchedInPart").requiredLong();
        long seen = read("credentialCount").requiredLong();
        List<Reading> listed = reading().unrecorded().elements("credentials");
        List<String> found = new ArrayList<>();
        for (int i = 0; i < listed.size() && found.size() < MOST_NAMED; i++) {
            String path = listed.get(i).value("path").requiredText();
            if (!globs.include(path)) {
                Reading file = reading().part("credentials[" + i + "]");
                long removedBy = file.value("removedBy").asLong(0);
                found.add(file.value("path").requiredText() + " ("
                        + file.value("detail").requiredText()
                        + (removedBy > 0 ? "; layer " + removedBy + " takes it away, but it stays in this one" : "")
                        + ")");
            }
        }
        requireAll(seen, listed.size(), found);
        return found;
    }

    /** The entries that no honest builder writes: names that lead out of the image, devices of the host. */
    public List<String> tricks() {
        long seen = read("trickCount").requiredLong();
        List<String> found = new ArrayList<>();
        List<Reading> listed = reading().unrecorded().elements("tricks");
        for (int i = 0; i < Math.min(listed.size(), MOST_NAMED); i++) {
            Reading entry = reading().part("tricks[" + i + "]");
            found.add(entry.value("path").requiredText() + " ("
                    + entry.value("detail").requiredText() + ")");
        }
        requireAll(seen, listed.size(), found);
        return found;
    }

    /** What was seen and not kept may be what the list lacks. */
    private static void requireAll(long seen, int listed, List<String> found) {
        if (found.isEmpty() && seen > listed) {
            throw new Unreadable("of " + seen + " sightings only " + listed + " were kept");
        }
    }
}
