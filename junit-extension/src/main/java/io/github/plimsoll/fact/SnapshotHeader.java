package io.github.plimsoll.fact;

import java.time.Instant;
import java.util.List;

/**
 * Where and when a snapshot was taken.
 *
 * @param target the name under which results are reported, as given to {@code -Dtarget}
 * @param platform the id of the {@link Platform}, for example {@code docker}
 * @param endpoint the address that answered, without credentials; {@code tcp://} where nothing protects the traffic,
 *     {@code https://} where TLS does
 * @param chosenBecause how that address was found, for example {@code DOCKER_HOST is set}
 * @param engine the product that answered, for example {@code Docker Engine} or {@code Podman}
 * @param version the version of the product
 * @param engineId the id the engine gives itself, empty if it has none
 * @param collectedAt when collection began
 * @param collector the version of Plimsoll that collected
 * @param requests how many requests collection took, those for the contents of images apart
 * @param warnings what the reader of the results has to know, one line each
 */
public record SnapshotHeader(
        String target,
        String platform,
        String endpoint,
        String chosenBecause,
        String engine,
        String version,
        String engineId,
        Instant collectedAt,
        String collector,
        int requests,
        List<String> warnings) {

    public SnapshotHeader {
        warnings = List.copyOf(warnings);
    }

    /** The same facts, reported under another name. */
    public SnapshotHeader reportedAs(String name) {
        return new SnapshotHeader(
                name,
                platform,
                endpoint,
                chosenBecause,
                engine,
                version,
                engineId,
                collectedAt,
                collector,
                requests,
                warnings);
    }
}
