package io.github.plimsoll.fact.image;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Paths as a policy writes them: {@code *} is any part of a name, {@code **} any number of directories. */
public final class PathGlobs {

    private final List<Pattern> patterns;

    public PathGlobs(Collection<String> globs) {
        patterns = globs.stream().map(PathGlobs::pattern).toList();
    }

    public boolean include(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
