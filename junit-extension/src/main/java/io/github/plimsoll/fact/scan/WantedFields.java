package io.github.plimsoll.fact.scan;

import com.fasterxml.jackson.core.filter.TokenFilter;
import io.github.plimsoll.fact.Unreadable;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what is read of a file while it is being parsed: results are long, and hardly any of it is needed. Counts what
 * comes through, so that no file can fill the memory.
 */
final class WantedFields extends TokenFilter {

    private static final int MOST = 1_000_000;

    private final Set<String> fields;
    private final Set<String> ways;
    private final String path;
    private final TokenFilter counted;

    /** @param fields paths through objects and lists, for example {@code Results.Class} */
    WantedFields(Set<String> fields) {
        this(fields, ways(fields), "", new Counted(new AtomicInteger()));
    }

    private WantedFields(Set<String> fields, Set<String> ways, String path, TokenFilter counted) {
        this.fields = fields;
        this.ways = ways;
        this.path = path;
        this.counted = counted;
    }

    private static Set<String> ways(Set<String> fields) {
        Set<String> ways = new HashSet<>();
        for (String field : fields) {
            for (int dot = field.indexOf('.'); dot > 0; dot = field.indexOf('.', dot + 1)) {
                ways.add(field.substring(0, dot));
            }
        }
        return ways;
    }

    @Override
    public @Nullable TokenFilter includeProperty(String name) {
        String child = path.isEmpty() ? name : path + "." + name;
        if (fields.contains(child)) {
            return counted;
        }
        return ways.contains(child) ? new WantedFields(fields, ways, child, counted) : null;
    }

    @Override
    protected boolean _includeScalar() {
        return false;
    }

    /** Everything below a wanted field. */
    private static final class Counted extends TokenFilter {

        private final AtomicInteger kept;

        Counted(AtomicInteger kept) {
            this.kept = kept;
        }

        @Override
        protected boolean _includeScalar() {
            if (kept.incrementAndGet() > MOST) {
                throw new Unreadable("holds more than anybody has to say of an image");
            }
            return true;
        }
    }
}
