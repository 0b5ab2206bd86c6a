package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Platform.Locator;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.host.AuditRules;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.fact.host.HostFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The subjects of the machine under a daemon: which of its files is what, and the rules that watch them. */
final class HostSubjects {

    private HostSubjects() {}

    static void addTo(Map<Class<? extends Subject>, Locator> subjects) {
        subjects.put(
                Machine.class, snapshot -> List.of(new Found<>("host", reading -> new Machine(reading.named("host")))));
        subjects.put(
                WrittenSettings.class,
                snapshot -> List.of(new Found<>(
                        "daemon",
                        reading -> new WrittenSettings(
                                reading.document(DockerDocuments.INFO).named("daemon")))));
        subjects.put(AuditRules.class, snapshot -> List.of(new Found<>("audit rules", HostSubjects::auditRules)));
        subjects.put(
                ServiceUnit.class,
                files("unit of the daemon", paths -> paths.units().ofDaemon(), ServiceUnit::new));
        subjects.put(
                SocketUnit.class,
                files("unit of the daemon's socket", paths -> paths.units().ofSocket(), SocketUnit::new));
        subjects.put(
                ContainerdUnit.class,
                files("unit of containerd", paths -> paths.units().ofContainerd(), ContainerdUnit::new));
        subjects.put(
                EnvironmentFile.class,
                files("environment file of a unit", paths -> paths.units().environmentFiles(), EnvironmentFile::new));
        subjects.put(
                ConfigDirectory.class,
                files("configuration directory of the daemon", DockerPaths::configDirectory, ConfigDirectory::new));
        subjects.put(
                ConfigFile.class, files("configuration file of the daemon", DockerPaths::configFile, ConfigFile::new));
        subjects.put(DefaultsFile.class, files("/etc/default/docker", DockerPaths::defaultsFile, DefaultsFile::new));
        subjects.put(
                SysconfigFile.class, files("/etc/sysconfig/docker", DockerPaths::sysconfigFile, SysconfigFile::new));
        subjects.put(
                RegistryCertificate.class,
                located("certificate of a registry", HostSubjects::registryCertificates, RegistryCertificate::new));
        subjects.put(
                AuthorityCertificate.class,
                files(
                        "authority of clients",
                        paths -> paths.tlsFile("tlscacert", "ca.pem"),
                        AuthorityCertificate::new));
        subjects.put(
                ServerCertificate.class,
                files("server certificate", paths -> paths.tlsFile("tlscert", "cert.pem"), ServerCertificate::new));
        subjects.put(ServerKey.class, files("server key", paths -> paths.tlsFile("tlskey", "key.pem"), ServerKey::new));
        subjects.put(KeyMaterial.class, located("key of its own", HostSubjects::keyMaterial, KeyMaterial::new));
        subjects.put(ApiSocket.class, files("UNIX socket of the daemon", DockerPaths::apiSockets, ApiSocket::new));
        subjects.put(
                ApiEntrance.class, located("UNIX socket of the daemon", HostSubjects::entrances, ApiEntrance::new));
        subjects.put(
                ContainerdSocket.class,
                files("socket of containerd", DockerPaths::containerdSocket, ContainerdSocket::new));
        subjects.put(
                ContainerdConfig.class,
                files("configuration file of containerd", DockerPaths::containerdConfig, ContainerdConfig::new));
        subjects.put(
                ContainerdState.class,
                files("state directory of containerd", DockerPaths::containerdState, ContainerdState::new));
        subjects.put(DataRoot.class, files("data root", DockerPaths::dataRoots, DataRoot::new));
        subjects.put(
                DaemonBinary.class,
                files("program of the daemon", paths -> paths.programs().daemon(), DaemonBinary::new));
        subjects.put(
                ContainerdBinary.class,
                files("program of containerd", paths -> paths.programs().containerd(), ContainerdBinary::new));
        subjects.put(ContainerdShim.class, shim("containerd-shim", ContainerdShim::new));
        subjects.put(ContainerdShimV1.class, shim("containerd-shim-runc-v1", ContainerdShimV1::new));
        subjects.put(ContainerdShimV2.class, shim("containerd-shim-runc-v2", ContainerdShimV2::new));
        subjects.put(RuntimeBinary.class, located("runtime", HostSubjects::runtimes, RuntimeBinary::new));
        subjects.put(EngineProgram.class, located("program of the engine", HostSubjects::programs, EngineProgram::new));
        subjects.put(DeploymentFile.class, DeploymentFile::locate);
        subjects.put(EngineFile.class, located("file of the engine", HostSubjects::engineFiles, EngineFile::new));
    }

    private static AuditRules auditRules(Reading snapshot) {
        return new AuditRules(
                snapshot.document(HostDocuments.AUDIT_LIVE).named("audit rules"),
                snapshot.document(HostDocuments.AUDIT_RULES).named("audit rules"));
    }

    private static <S extends Subject> Locator files(
            String what, Function<DockerPaths, List<String>> paths, Function<Reading, S> subject) {
        return located(what, (found, files) -> paths.apply(found), subject);
    }

    private static <S extends Subject> Locator shim(String name, Function<Reading, S> subject) {
        return located(name, (paths, files) -> files.first(paths.programs().shim(name)), subject);
    }

    private static <S extends Subject> Locator located(String what, Selection selection, Function<Reading, S> subject) {
        return snapshot -> {
            HostFiles files = HostFiles.of(snapshot, HostDocuments.FILES);
            List<Found<S>> found = files.at(selection.of(new DockerPaths(snapshot), files), subject);
            if (found.isEmpty()) {
                throw new Absent("there is no " + what);
            }
            return found;
        };
    }

    private static List<String> registryCertificates(DockerPaths paths, HostFiles files) {
        List<String> certificates = new ArrayList<>();
        paths.registryCertificates().forEach(directory -> certificates.addAll(files.below(directory)));
        return certificates;
    }

    private static List<String> entrances(DockerPaths paths, HostFiles files) {
        List<String> entrances = new ArrayList<>(paths.apiSockets());
        entrances.addAll(paths.units().ofSocket());
        return entrances;
    }

    /** Beside the keys that the daemon makes those that it was given for registries. */
    private static List<String> keyMaterial(DockerPaths paths, HostFiles files) {
        List<String> keys = new ArrayList<>(paths.keyMaterial());
        registryCertificates(paths, files).stream()
                .filter(file -> file.endsWith(".key"))
                .forEach(keys::add);
        return keys;
    }

    private static List<String> runtimes(DockerPaths paths, HostFiles files) {
        List<String> runtimes = new ArrayList<>();
        paths.programs().runtimes().forEach(places -> runtimes.addAll(files.first(places)));
        return runtimes;
    }

    private static List<String> programs(DockerPaths paths, HostFiles files) {
        Set<String> programs = new LinkedHashSet<>(paths.programs().daemon());
        programs.addAll(paths.programs().containerd());
        for (String shim : DockerPrograms.SHIMS) {
            programs.addAll(files.first(paths.programs().shim(shim)));
        }
        programs.addAll(runtimes(paths, files));
        paths.programs().helpers().forEach(places -> programs.addAll(files.first(places)));
        return List.copyOf(programs);
    }

    private static List<String> engineFiles(DockerPaths paths, HostFiles files) {
        Set<String> all = new LinkedHashSet<>(paths.units().ofDaemon());
        all.addAll(paths.units().ofSocket());
        all.addAll(paths.units().ofContainerd());
        all.addAll(paths.units().environmentFiles());
        all.addAll(paths.units().directories());
        all.addAll(paths.configDirectory());
        all.addAll(paths.configFile());
        all.addAll(paths.seccompProfile());
        all.addAll(paths.defaultsFile());
        all.addAll(paths.sysconfigFile());
        all.addAll(paths.containerdConfig());
        all.addAll(paths.tlsFile("tlscacert", "ca.pem"));
        all.addAll(paths.tlsFile("tlscert", "cert.pem"));
        all.addAll(paths.tlsFile("tlskey", "key.pem"));
        all.addAll(paths.registryCertificates());
        all.addAll(registryCertificates(paths, files));
        all.addAll(paths.apiSockets());
        all.addAll(paths.containerdSocket());
        return List.copyOf(all);
    }

    /** Chooses paths, where needed by what is there. */
    private interface Selection {

        List<String> of(DockerPaths paths, HostFiles files);
    }
}
