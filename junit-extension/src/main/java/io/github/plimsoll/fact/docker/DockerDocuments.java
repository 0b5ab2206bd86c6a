package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.image.ImageFiles;

/** The keys under which a Docker snapshot holds its documents: the requests that fetch them, and {@code host:} facts. */
public final class DockerDocuments {

    public static final String INFO = "/info";
    public static final String VERSION = "/version";
    public static final String CONTAINERS = "/containers/json";
    public static final String IMAGES = "/images/json";
    public static final String NETWORKS = "/networks";
    public static final String VOLUMES = "/volumes";
    public static final String PLUGINS = "/plugins";
    public static final String DISK_USAGE = "/system/df";
    public static final String SWARM = "/swarm";
    public static final String NODES = "/nodes";
    public static final String SERVICES = "/services";
    public static final String TASKS = "/tasks";
    public static final String SECRETS = "/secrets";
    public static final String CONFIGS = "/configs";

    /**
     * The process that serves the daemon's socket: {@code {"pid", "exe", "uid", "gid", "namespaces", "args": [...], "cwd", "unit",
     * "unixSockets": [...], "environment": {...}, "oomScoreAdj", "startedAt"}}; unreadable for a daemon that does not run on this machine. The
     * user is the one the host sees, the unit the one of systemd whose control group it is in, the sockets those that it listens
     * on; of the environment there is only what tells where files are. Times are ISO 8601 instants.
     */
    public static final String DAEMON_PROCESS = "host:daemon-process";

    /**
     * The file the daemon was configured from: {@code {"path", "exists", "content": {...}, "duplicateKeys": [...],
     * "modifiedAt"}}; unreadable if it is there but cannot be read or parsed. Of a file that is not there, {@code directoryModifiedAt} if its directory is.
     */
    public static final String DAEMON_CONFIG = "host:daemon-config";

    /**
     * The system call filter that the daemon was told to use, if it is a file: {@code {"path", "changedAt", "content": {...}}}; nothing
     * in it if the daemon uses none or its own, unreadable if the file cannot be read or is no JSON object.
     */
    public static final String SECCOMP_PROFILE = "host:seccomp-profile";

    /**
     * The containerd that the daemon uses: {@code {"address", "pid", "exe", "managed", "config", "root", "state"}}; managed if the
     * daemon started it itself.
     */
    public static final String CONTAINERD = "host:containerd";

    /**
     * Files other than the daemon's own that say how registries are reached, of those that say something: {@code {"files":
     * [{"path", "registries": [{"name", "plain", "unverified"}]}], "unseen"}}, with {@code "unreadable"} in place of the registries
     * where that cannot be told. {@code unseen} says why there may be others, absent if there are none.
     */
    public static final String REGISTRY_FILES = "host:registry-files";

    /**
     * Files from which Compose made containers, as far as these name them and they are on this host, and copies left beside them or
     * beside the daemon's: {@code {"files": [{"path", "kind", "settings": ["NAME=VALUE", ...]}], "unseen"}}. The kind is {@code
     * compose}, {@code environment}, {@code secret} or {@code copy}; values are redacted; {@code "unreadable"} stands in place of
     * the settings of a file that could not be read. {@code unseen} says why there may be others, absent if there are none.
     */
    public static final String DEPLOYMENT_FILES = "host:deployment-files";

    /**
     * The sockets that listen where the daemon runs: {@code {"listeners": [{"protocol", "address", "port", "pids": [...],
     * "toldOfApi"}], "holdersKnown", "sameNetwork"}}. The protocol is {@code tcp} or {@code udp} for both families, the address numeric. A socket that systemd
     * opened and handed over has several holders; {@code holdersKnown} is false where the descriptors of the daemon's own
     * process could not be read. {@code sameNetwork} tells whether they can be connected to from where they were listed, which
     * is not so in another network namespace. {@code toldOfApi} is true where a holder other than the daemon was started with a socket
     * of the daemon among its words, absent otherwise.
     */
    public static final String LISTENERS = "host:listeners";

    /**
     * Where paths lead that containers mount and that are links, or have links among their steps: {@code {"links": [{"path",
     * "target"}]}}, with {@code "unreadable"} in place of the target where the way may not be looked at.
     */
    public static final String LINKS = "host:links";

    /**
     * The addresses that were looked at, for whoever serves the engine's API there: {@code {"listeners": [{"address", "port",
     * "owner"}], "unseen", "hostNames": [...]}}. The owner is {@code daemon} or a container, {@code unseen} says why there may be
     * others, absent if there are none, and {@code hostNames} are the names and addresses of the host, where they are known.
     */
    public static final String PROBED_LISTENERS = "probe:listeners";

    /**
     * The registries that images came from: {@code {"registries": [{"name", "host", "port", "authoritiesKnown"}], "unseen"}}. The
     * authorities that the engine trusts are known where its own files could be read, {@code unseen} is absent if all are listed.
     */
    public static final String PROBED_REGISTRIES = "probe:registries";

    /**
     * How the {@code docker} command of the user who audits is set up: {@code {"directory", "connections": [{"name", "host", "tls",
     * "verifies"}], "plainCredentials": [...], "keys": [{"path", "mode"}], "builders": [{"path", "registries"}]}}. Of passwords only
     * the names of their registries are kept; builders are those of {@code buildx} that say how registries are reached, as {@link
     * #REGISTRY_FILES} has it.
     */
    public static final String CLIENT = "client:docker";

    /** Which images were to be looked into: {@code {"chosen"}} is {@code used}, {@code all} or {@code none}. */
    public static final String IMAGE_CHOICE = "/images/get";

    private DockerDocuments() {}

    public static String container(String id) {
        return "/containers/" + id + "/json";
    }

    /**
     * The processes of a running container: {@code {"from": "proc" or "top", "processes": [{"pid", "uid", "name", "program"}]}}.
     *
     * <p>{@code uid} is the effective user id as the host sees it, {@code name} what the kernel calls the process,
     * {@code program} the first word of its command line, empty if it has none. From {@code proc} there are also {@code uids}
     * (real, effective, saved and of the file system), {@code uidInContainer} (the effective one as the container's user
     * namespace sees it, absent where it is mapped to none), {@code exe} (the file it runs), {@code gid} and {@code groups} (as
     * the host sees them), {@code capabilities} (the sets {@code effective}, {@code permitted} and {@code bounding} as the kernel
     * prints them), {@code seccomp} (its mode), {@code noNewPrivileges}, {@code label} (of AppArmor or SELinux) and
     * {@code namespaces} by kind; each absent where it may not be known. Of a container that does not run there is no such
     * document.
     */
    public static String processes(String containerId) {
        return "/containers/" + containerId + "/top";
    }

    /**
     * What a container has changed of the files of its image: {@code {"from", "changes": [{"Path", "Kind"}]}}. Kinds are those of the
     * engine: 0 changed, 1 added, 2 removed. It is from {@code engine}, or from {@code size} where the engine counts no byte
     * written and was not asked.
     */
    public static String changes(String containerId) {
        return "/containers/" + containerId + "/changes";
    }

    public static String exec(String id) {
        return "/exec/" + id + "/json";
    }

    public static String image(String id) {
        return "/images/" + id + "/json";
    }

    public static String history(String imageId) {
        return "/images/" + imageId + "/history";
    }

    /**
     * What the layers of an image hold, worked out from its archive while that came, as {@link ImageFiles} has it.
     */
    public static String contents(String imageId) {
        return "/images/" + imageId + "/get";
    }

    public static String network(String id) {
        return "/networks/" + id;
    }

    /** What a look at one of {@link #PROBED_REGISTRIES} found, as {@code ProbedEndpoint} reads it. */
    public static String probedRegistry(String name) {
        return "probe:registry/" + name;
    }

    /** What a look at one of {@link #PROBED_LISTENERS} found, as {@code ProbedEndpoint} reads it. */
    public static String probe(String address, long port) {
        return "probe:" + address + ":" + port;
    }
}
