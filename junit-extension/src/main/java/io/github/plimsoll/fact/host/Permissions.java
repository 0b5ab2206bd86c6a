package io.github.plimsoll.fact.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The permission bits of a file.
 *
 * @param mode nine bits for owner, group and others, and three above for setuid, setgid and sticky
 */
record Permissions(int mode) {

    private static final Map<Integer, String> WORDS = words();

    /** The bits that are set and not allowed, in words. Sticky gives nobody anything. */
    List<String> beyond(int allowed) {
        List<String> beyond = new ArrayList<>();
        WORDS.forEach((bit, word) -> {
            if ((mode & bit & ~allowed) != 0) {
                beyond.add(word);
            }
        });
        return beyond;
    }

    private static Map<Integer, String> words() {
        Map<Integer, String> words = new LinkedHashMap<>();
        words.put(04000, "runs as its owner");
        words.put(02000, "runs as its group");
        words.put(0400, "owner may read");
        words.put(0200, "owner may write");
        words.put(0100, "owner may execute");
        words.put(0040, "group may read");
        words.put(0020, "group may write");
        words.put(0010, "group may execute");
        words.put(0004, "others may read");
        words.put(0002, "others may write");
        words.put(0001, "others may execute");
        return java.util.Collections.unmodifiableMap(words);
    }
}
