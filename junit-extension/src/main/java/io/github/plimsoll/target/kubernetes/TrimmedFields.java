package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.filter.TokenFilter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what the server keeps for itself while an answer is still on its way: which field is whose, and copies of objects
 * as they were once applied, which for a secret hold what is in it. Who set fields at all stays where a control asks for it.
 */
final class TrimmedFields {

    /** The annotation in which an object stands once more, as it was last applied. */
    static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** What is kept of an entry of {@code managedFields}. */
    private static final Set<String> MANAGER = Set.of("manager", "operation", "subresource");

    private TrimmedFields() {}

    /** For any answer: what is left out stands in the metadata of some object of it. */
    static TokenFilter anywhere() {
        return new Metadata(new Trimmed(false));
    }

    /** The same, but that the managers of fields stay, without their fields. */
    static TokenFilter withManagers() {
        return new Metadata(new Trimmed(true));
    }

    private static final TokenFilter ANNOTATIONS = new Fields() {
        @Override
        public @Nullable TokenFilter includeProperty(String name) {
            return name.equals(LAST_APPLIED) ? null : INCLUDE_ALL;
        }
    };

    private static final TokenFilter MANAGERS = new Fields() {
        @Override
        public @Nullable TokenFilter includeProperty(String name) {
            return MANAGER.contains(name) ? INCLUDE_ALL : null;
        }
    };

    /** The metadata of an object. */
    private static final class Trimmed extends Fields {

        private final boolean keepsManagers;

        Trimmed(boolean keepsManagers) {
            this.keepsManagers = keepsManagers;
        }

        @Override
        public @Nullable TokenFilter includeProperty(String name) {
            if (name.equals("managedFields")) {
                return keepsManagers ? MANAGERS : null;
            }
            return name.equals("annotations") ? ANNOTATIONS : INCLUDE_ALL;
        }
    }

    /** Waits for the metadata of an object, however deep. */
    private static final class Metadata extends Fields {

        private final TokenFilter metadata;

        Metadata(TokenFilter metadata) {
            this.metadata = metadata;
        }

        @Override
        public TokenFilter includeProperty(String name) {
            return name.equals("metadata") ? metadata : this;
        }
    }

    /** Keeps everything; an empty object says something too. */
    private static class Fields extends TokenFilter {

        @Override
        public boolean includeEmptyArray(boolean contentsFiltered) {
            return true;
        }

        @Override
        public boolean includeEmptyObject(boolean contentsFiltered) {
            return true;
        }

        @Override
        protected boolean _includeScalar() {
            return true;
        }
    }
}
