package io.github.plimsoll.target.image;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Settings of package managers and downloaders that have them take what nobody vouches for. */
final class PackageSettings {

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "etc/apt/sources\\.list(\\.d/[^/]+\\.list)?",
                    "(?im)^[^#\\n]{0,2000}\\[[^\\]\\n]{0,2000}\\b(trusted|allow-insecure)\\s{0,9}=\\s{0,9}yes\\b",
                    "apt takes unsigned packages from a source (trusted=yes)"),
            new Rule(
                    "etc/apt/sources\\.list\\.d/[^/]+\\.sources",
                    "(?im)^(trusted|allow-insecure)\\s{0,9}:\\s{0,9}yes\\b",
                    "apt takes unsigned packages from a source (Trusted: yes)"),
            new Rule(
                    "etc/apt/apt\\.conf(\\.d/[^/]+)?",
                    "(?im)^(?!\\s{0,200}(#|//))[^\\n]{0,2000}\\b(AllowUnauthenticated|AllowInsecureRepositories|AllowWeakRepositories"
                            + "|AllowDowngradeToInsecureRepositories)\\b[\\s\"]{1,9}(true|yes|1|on)\\b",
                    "apt takes unsigned packages"),
            new Rule(
                    "etc/apt/apt\\.conf(\\.d/[^/]+)?",
                    "(?im)^(?!\\s{0,200}(#|//))[^\\n]{0,2000}\\bVerify-(Peer|Host)\\b[\\s\"]{1,9}(false|no|0|off)\\b",
                    "apt does not verify its servers"),
            new Rule(
                    "etc/(yum\\.repos\\.d/[^/]+\\.repo|yum\\.conf|dnf/dnf\\.conf|zypp/repos\\.d/[^/]+\\.repo)",
                    "(?im)^\\s{0,9}(pkg_)?gpgcheck\\s{0,9}=\\s{0,9}(0|no|false)\\b",
                    "packages are taken unsigned (gpgcheck=0)"),
            new Rule(
                    "etc/(yum\\.repos\\.d/[^/]+\\.repo|yum\\.conf|dnf/dnf\\.conf)",
                    "(?im)^\\s{0,9}sslverify\\s{0,9}=\\s{0,9}(0|no|false)\\b",
                    "servers of packages are not verified (sslverify=0)"),
            new Rule(
                    "etc/pacman\\.conf",
                    "(?im)^\\s{0,9}SigLevel\\s{0,9}=[^\\n]{0,200}\\b(Never|TrustAll)\\b",
                    "pacman takes unsigned packages"),
            new Rule(
                    "(.+/)?(\\.pip/|\\.config/pip/)?pip\\.(conf|ini)",
                    "(?im)^\\s{0,9}trusted-host\\s{0,9}=",
                    "pip does not verify a server (trusted-host)"),
            new Rule(
                    "(.+/)?\\.?npmrc",
                    "(?im)^\\s{0,9}strict-ssl\\s{0,9}=\\s{0,9}false\\b",
                    "npm does not verify servers"),
            new Rule("(.+/)?\\.?curlrc", "(?im)^\\s{0,9}(insecure|-k|--insecure)\\b", "curl does not verify servers"),
            new Rule(
                    "(.+/)?\\.?wgetrc",
                    "(?im)^\\s{0,9}check_certificate\\s{0,9}=\\s{0,9}(off|no|0)\\b",
                    "wget does not verify servers"),
            new Rule(
                    "(.+/)?\\.?gitconfig",
                    "(?im)^\\s{0,9}sslVerify\\s{0,9}=\\s{0,9}(false|no|0|off)\\b",
                    "git does not verify servers"));

    /** What such files are called that may lie anywhere. */
    private static final Set<String> NAMES = Set.of(
            "pip.conf",
            "pip.ini",
            "npmrc",
            ".npmrc",
            "curlrc",
            ".curlrc",
            "wgetrc",
            ".wgetrc",
            "gitconfig",
            ".gitconfig");

    private record Rule(Pattern path, Pattern text, String detail) {

        Rule(String path, String text, String detail) {
            this(Pattern.compile(path), Pattern.compile(text), detail);
        }
    }

    private PackageSettings() {}

    /** Whether a file of that path may hold such settings. */
    static boolean mayStandIn(String path) {
        // Hundreds of thousands of files pass here, and nearly all lie elsewhere.
        return (path.startsWith("etc/") || NAMES.contains(KnownPaths.name(path)))
                && RULES.stream().anyMatch(rule -> rule.path().matcher(path).matches());
    }

    /** What the settings in a file allow that they should not. */
    static List<String> weaknesses(String path, String text) {
        return RULES.stream()
                .filter(rule -> rule.path().matcher(path).matches()
                        && rule.text().matcher(text).find())
                .map(Rule::detail)
                .toList();
    }
}
