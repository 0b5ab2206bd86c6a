package io.github.plimsoll.fact.host;

/** The keys under which a snapshot holds facts of one machine. Paths are those that the audited process sees. */
public final class HostDocuments {

    /**
     * Files by their path: {@code {"/etc/x": {"path", "exists", "real", "type", "uid", "gid", "mode": "0644", "acl":
     * ["user:1000:rw-"], "modifiedAt", "way": [{"path", "uid", "gid", "mode", "acl", "uidOfEntry"}]}}}, never what is in them.
     *
     * <p>Links are followed: {@code real} is where the path leads if that is elsewhere, and all but {@code way} describes what is
     * there. {@code way} has the directories in which the names on the way were looked up; of a sticky one also who owns the
     * entry. {@code acl} has what an access control list grants beside the mode, under its mask; {@code aclUnreadable} stands in
     * its place where that cannot be told. A file that may not be looked at has {@code unreadable} in place of all that; a directory
     * that was to be listed has {@code listed}, and {@code unlistable} with the reason where it could not be.
     */
    public static final String FILES = "host:files";

    /** The mounts on the way to those files, in the order they were made: {@code {"mounts": [{"at", "device", "root", "type", "source", "options", "subvolume"}]}}. */
    public static final String MOUNTS = "host:mounts";

    /**
     * Users and groups, and the ids that users may give out in user namespaces: {@code {"users": [{"name", "uid", "gid"}],
     * "groups": [{"name", "gid", "members": [...]}], "subordinateUsers": [{"owner", "first", "count"}], "subordinateGroups":
     * [...], "otherSources": [...]}}. Other sources are those that may know members whom the files do not, such as {@code sss}.
     */
    public static final String ACCOUNTS = "host:accounts";

    /**
     * Units of systemd by name, merged with their drop-ins: {@code {"x.service": {"found", "masked", "fragment", "directories":
     * [...], "dropIns": [...], "commands": [[...]], "environmentFiles": [...], "listens": [...], "SocketMode", "SocketUser",
     * "SocketGroup"}}}. Variables in commands are filled in.
     */
    public static final String UNITS = "host:units";

    /**
     * The audit rules that the kernel has: {@code {"enabled", "rules": [{"list", "action", "path" or "dir" or "watch",
     * "permissions", "syscalls": [...], "fields": [...], "real"}]}}. {@code watch} is the short spelling, of which only the kernel
     * knows whether it holds for a directory alone or for all that is below it; {@code real} is the place that is watched, where
     * links lead elsewhere on the way to it.
     */
    public static final String AUDIT_LIVE = "host:audit-live";

    /**
     * The audit rules that are loaded when the machine starts: {@code {"files": [...], "rules": [...], "enabledAtStart"}}, each with
     * its {@code source}; whether the kernel will audit is absent where no file says so.
     */
    public static final String AUDIT_RULES = "host:audit-rules";

    /**
     * The kernel and the distribution: {@code {"os", "kernel", "securityModules": [...], "selinuxEnforces", "sysctls": {...}, "limits": {"processIds",
     * "threads", "openFiles", "used": {"threads", "openFiles"}},
     * "clock": {"synchronised", "keepers": [...], "unseen"}, "firmware": {"vendor", "product", "asset", "biosVendor", "biosVersion"}}}; each limit absent where it could not be read, and whether SELinux enforces where there is none. {@code synchronised} is
     * absent where neither the kernel nor whoever keeps the clock could be asked, keepers are the programs that run to set it, and
     * {@code unseen} says why the kernel did not tell.
     */
    public static final String SYSTEM = "host:system";

    /**
     * The network that the audited process is in: {@code {"synCookies", "connections": {"most", "now"}, "bridges": {"ip", "ip6"},
     * "interfaces": {"ip": [...], "ip6": [...]}}}. Connections are those that the packet filter tracks, absent where it tracks none; interfaces those with an
     * address by which others may come. Of bridges it is said whether the packet filter sees what crosses them, absent where that is not known.
     */
    public static final String NETWORK = "host:network";

    /**
     * The packet filter in that network: {@code {"iptables": {"ip": [...], "ip6": [...]}, "nftables": [...], "unseen"}}: the lines
     * of {@code iptables-save} and {@code ip6tables-save}, and the objects that {@code nft --json list ruleset} prints, without the
     * members of sets. {@code unseen} says why there may be more rules, absent if these are all.
     */
    public static final String PACKET_FILTER = "host:packet-filter";

    /**
     * How full file systems are, by a directory on them: {@code {"/srv": {"bytes", "freeBytes", "files", "freeFiles"}}}, with
     * {@code unreadable} in place of all that where it could not be told. Free is what others than root may still take; of files
     * there are 0 on a file system that has no bound for them.
     */
    public static final String SPACE = "host:space";

    private HostDocuments() {}
}
