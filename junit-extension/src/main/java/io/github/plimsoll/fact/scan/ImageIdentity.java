package io.github.plimsoll.fact.scan;

import io.github.plimsoll.fact.ImageName;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image is known by: digests, each of which can only be of one image, and names, which may be another's by tomorrow.
 *
 * @param digests of its manifest, of the index that leads there, or of its configuration: {@code sha256:...}
 * @param names registry, repository and tag in full: {@code docker.io/library/app:1}
 */
public record ImageIdentity(Set<String> digests, Set<String> names) {

    private static final Pattern DIGEST = Pattern.compile("sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})(?![0-9a-f])");
    private static final Pattern BARE_DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ANY_DIGEST = Pattern.compile("sha\\d+:.*");
    private static final Pattern NAME = Pattern.compile("\\w[\\w.:/-]{0,400}");

    public ImageIdentity {
        digests = Set.copyOf(digests);
        names = Set.copyOf(names);
    }

    /** @param references as programs write them: {@code app}, {@code app:1@sha256:...}, an id, {@code docker-pullable://app@sha256:...} */
    public static ImageIdentity of(Collection<String> references) {
        Set<String> digests = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (String reference : references) {
            String text = reference.replaceFirst("^[a-z-]{1,30}://", "");
            String plain = BARE_DIGEST.matcher(text).matches() ? "sha256:" + text : text;
            Matcher digest = DIGEST.matcher(plain);
            if (digest.find()) {
                digests.add(digest.group());
            }
            ImageName name = new ImageName(plain).withoutDigest();
            // What is named by a digest alone has no tag, not even the usual one.
            if ((name.hasTag() || !plain.contains("@"))
                    && NAME.matcher(name.text()).matches()
                    && !ANY_DIGEST.matcher(name.text()).matches()) {
                names.add(name.full());
            }
        }
        return new ImageIdentity(digests, names);
    }

    /** Whether nobody could tell by it which image is meant. */
    boolean isUnknown() {
        return digests.isEmpty() && names.isEmpty();
    }
}
