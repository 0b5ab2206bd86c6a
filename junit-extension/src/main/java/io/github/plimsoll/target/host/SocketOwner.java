package io.github.plimsoll.target.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which process holds which listening socket, found by the socket's inode and never by a process's name.
 *
 * <p>Sockets are listed by network namespace, of which a machine may have many: a rootless engine's socket is listed only in
 * the engine's own.
 */
final class SocketOwner {

    private static final String LISTENING_UNIX = "00010000";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Procfs proc;
    private final Map<Long, Set<Long>> pidsByInode = new ConcurrentHashMap<>();
    private final Map<String, Set<Long>> pidsByNamespace = new ConcurrentHashMap<>();
    private final Set<UnixListener> unixListeners = new LinkedHashSet<>();
    private volatile boolean unreadable;
    private boolean looked;

    /** A UNIX socket that takes connections, by the path that the kernel lists. */
    private record UnixListener(String path, long inode) {}

    SocketOwner(Procfs proc) {
        this.proc = proc;
    }

    /**
     * Looks when it is first asked, and once: there may be thousands of processes. On all processors, since nothing else of the
     * host can be looked at before it is known who the daemon is.
     */
    private synchronized void look() {
        if (!looked) {
            looked = true;
            proc.pids().parallelStream().forEach(this::look);
        }
    }

    private void look(long pid) {
        proc.link(proc.of(pid).resolve("ns/net")).ifPresent(net -> add(pidsByNamespace, net, pid));
        try (DirectoryStream<Path> descriptors =
                Files.newDirectoryStream(proc.of(pid).resolve("fd"))) {
            for (Path descriptor : descriptors) {
                proc.link(descriptor)
                        .filter(link -> link.startsWith("socket:["))
                        .ifPresent(link -> add(pidsByInode, Long.parseLong(link.substring(8, link.length() - 1)), pid));
            }
        } catch (IOException | DirectoryIteratorException e) {
            if (Files.exists(proc.of(pid))) {
                unreadable = true;
            }
        }
    }

    private static <K> void add(Map<K, Set<Long>> pidsBy, K key, long pid) {
        pidsBy.computeIfAbsent(key, any -> new ConcurrentSkipListSet<>()).add(pid);
    }

    /** Whether there were processes whose sockets may not be looked at, so that an answer may be missing. */
    boolean missedSome() {
        look();
        return unreadable;
    }

    /** Whether the descriptors of a process may be looked at. */
    boolean looksInto(long pid) {
        return Files.isReadable(proc.of(pid).resolve("fd"));
    }

    /** The processes that hold a socket. */
    Set<Long> pids(long inode) {
        look();
        return pidsByInode.getOrDefault(inode, Set.of());
    }

    /**
     * The processes that listen on a UNIX socket.
     *
     * @param socket the path by which the kernel may list it
     * @param seen where that socket is seen from here: the same path is another one for an engine inside a container
     */
    Set<Long> listeningOn(Path socket, Path seen) {
        Set<Long> owners = new TreeSet<>();
        String name = String.valueOf(socket.getFileName());
        for (UnixListener listener : unixListeners()) {
            if (listener.path().endsWith(name) && isSame(Path.of(listener.path()), socket)) {
                pids(listener.inode()).stream()
                        .filter(pid -> !isAnother(pid, listener.path(), seen))
                        .forEach(owners::add);
            }
        }
        return owners;
    }

    /** Whether that path is known to lead a process to another socket. */
    private boolean isAnother(long pid, String path, Path wanted) {
        HostTree tree = HostTree.of(proc, pid);
        try {
            Path there = tree.seen(tree.walk(path).real());
            return Files.exists(there) && Files.exists(wanted) && !Files.isSameFile(there, wanted);
        } catch (IOException e) {
            return false;
        }
    }

    /** The paths of the UNIX sockets that a process listens on. */
    Set<String> unixSockets(long pid) {
        return unixListeners().stream()
                .filter(listener -> listener.path().startsWith("/"))
                .filter(listener -> pids(listener.inode()).contains(pid))
                .map(UnixListener::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The processes that listen on a TCP port. */
    Set<Long> listeningOn(int port) {
        Set<Long> owners = new TreeSet<>();
        for (String protocol : List.of("tcp", "tcp6")) {
            for (String table : ownTables(protocol)) {
                Listener.parse(protocol, table).stream()
                        .filter(listener -> listener.port() == port)
                        .forEach(listener -> owners.addAll(pids(listener.inode())));
            }
        }
        return owners;
    }

    private List<String> ownTables(String name) {
        return proc.text(proc.root().resolve("self/net").resolve(name))
                .map(List::of)
                .orElse(List.of());
    }

    private synchronized Set<UnixListener> unixListeners() {
        if (unixListeners.isEmpty()) {
            for (String table : tables("unix")) {
                table.lines().filter(line -> line.contains(LISTENING_UNIX)).forEach(line -> {
                    String[] columns = BLANKS.split(line.strip(), 8);
                    if (columns.length == 8 && columns[3].equals(LISTENING_UNIX)) {
                        unixListeners.add(new UnixListener(columns[7], Long.parseLong(columns[6])));
                    }
                });
            }
        }
        return unixListeners;
    }

    private Set<String> tables(String name) {
        look();
        Set<String> tables = ConcurrentHashMap.newKeySet();
        tables.addAll(ownTables(name));
        // Some may have ended since.
        pidsByNamespace.values().parallelStream()
                .forEach(pids -> pids.stream()
                        .flatMap(pid -> proc.text(pid, "net/" + name).stream())
                        .findFirst()
                        .ifPresent(tables::add));
        return tables;
    }

    private static boolean isSame(Path listed, Path wanted) {
        if (listed.equals(wanted)) {
            return true;
        }
        try {
            return listed.isAbsolute() && listed.endsWith(wanted.getFileName()) && Files.isSameFile(listed, wanted);
        } catch (IOException e) {
            return false;
        }
    }
}
