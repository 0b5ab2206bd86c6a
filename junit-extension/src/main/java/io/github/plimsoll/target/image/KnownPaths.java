package io.github.plimsoll.target.image;

import java.util.List;
import java.util.Set;

/** What paths of an image are, by where they stand. */
final class KnownPaths {

    private static final Set<String> PROGRAMS =
            Set.of("bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin");

    private static final List<String> CACHES = List.of(
            "var/lib/apt/lists/",
            "var/cache/apt/",
            "var/cache/apk/",
            "etc/apk/cache/",
            "var/cache/dnf/",
            "var/cache/libdnf5/",
            "var/cache/yum/",
            "var/cache/zypp/",
            "var/cache/pacman/pkg/");

    /** Below the home of whoever installed. */
    private static final List<String> CACHES_AT_HOME = List.of(
            ".cache/pip/",
            ".npm/_cacache/",
            ".cache/yarn/",
            ".cache/go-build/",
            ".cargo/registry/cache/",
            ".composer/cache/",
            ".cache/uv/");

    private static final Set<String> FROM_THE_KERNEL = Set.of("dev", "proc", "sys");

    private KnownPaths() {}

    /** Whether shells look for programs in the directory of that path. */
    static boolean isProgram(String path) {
        int slash = path.lastIndexOf('/');
        return slash > 0 && PROGRAMS.contains(path.substring(0, slash));
    }

    /** The directory of the cache that a file belongs to; empty if to none. */
    static String cache(String path) {
        for (String cache : CACHES) {
            if (path.startsWith(cache)) {
                // Debian's images have these from the beginning, and they hold nothing.
                return path.endsWith("/lock") || path.endsWith("/.keep") ? "" : cache;
            }
        }
        String home = home(path);
        for (String cache : CACHES_AT_HOME) {
            if (path.startsWith(cache, home.length())) {
                return home + cache;
            }
        }
        return "";
    }

    /** The home directory that a path lies in, with a slash at its end; empty if in none, or at the root. */
    static String home(String path) {
        if (path.startsWith("root/")) {
            return "root/";
        }
        int slash = path.startsWith("home/") ? path.indexOf('/', "home/".length()) : -1;
        return slash < 0 ? "" : path.substring(0, slash + 1);
    }

    /** Whether the engine mounts something over the path that only the kernel fills. */
    static boolean isOfTheKernel(String path) {
        int slash = path.indexOf('/');
        return FROM_THE_KERNEL.contains(slash < 0 ? path : path.substring(0, slash));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
