package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationDriftProofs extends FileProofs {

    ConfigurationDriftProofs() {
        super(ConfigurationDrift.class);
    }

    private static DockerFixture newer(DockerFixture host) {
        return host.changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("modifiedAt", "2026-01-01T11:00:00Z"));
    }

    private static DockerFixture withoutFile() {
        return host().changed(
                        DockerDocuments.DAEMON_CONFIG,
                        config -> config.with("exists", false).without("content"));
    }

    /** A file with one setting, on a host where the API tells what comes of it. */
    private static DockerFixture only(String key, Object value) {
        return host().changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("content", Map.of()))
                .daemonArgs("--icc=false", "--live-restore", "--userns-remap=default", "--log-driver=syslog")
                .daemonArgs("--authorization-plugin=policy")
                .daemonJson(key, value);
    }

    @Test
    void configuration_is_in_force() {
        satisfiedBy(host());
        violatedBy(host().daemonJson("debug", true));
        violatedBy(host().daemonJson("live-restore", false));
        violatedBy(host().withoutDaemonJson("live-restore"));
        violatedBy(host().daemonJson("experimental", true));
        violatedBy(host().daemonJson("icc", true));
        violatedBy(host().withoutDaemonJson("icc"));
        violatedBy(host().withoutDaemonJson("userns-remap"));
        violatedBy(host().daemonJson("log-driver", "journald"));
        violatedBy(host().withoutDaemonJson("log-driver"));
        violatedBy(host().daemonJson("default-runtime", "crun"));
        violatedBy(host().daemonJson("data-root", "/srv/docker"));
        satisfiedBy(host().daemonJson("data-root", "/var/lib/docker/"));
        satisfiedBy(host().daemonJson("data-root", "/var/lib/docker")
                .info(info -> info.with("DockerRootDir", "/var/lib/docker/100000.100000")));
        violatedBy(host().daemonJson("storage-driver", "btrfs"));
        satisfiedBy(host().daemonJson("storage-driver", "overlay2"));
        violatedBy(host().daemonJson("authorization-plugins", List.of("policy", "second")));
        violatedBy(host().daemonJson("labels", List.of("a=b")));
        satisfiedBy(host().daemonJson("labels", List.of("a=b", "c=d"))
                .info(info -> info.with("Labels", List.of("c=d", "a=b"))));
        violatedBy(host().daemonJson("registry-mirrors", List.of("https://mirror.example.com")));
        satisfiedBy(host().daemonJson("registry-mirrors", List.of("https://mirror.example.com"))
                .info(info -> info.with("RegistryConfig.Mirrors", List.of("https://mirror.example.com/"))));
        violatedBy(host().daemonJson("insecure-registries", List.of("registry.example.com:5000")));
        satisfiedBy(host().daemonJson("insecure-registries", List.of("registry.example.com:5000"))
                .info(info -> info.with("RegistryConfig.IndexConfigs.\"registry.example.com:5000\".Secure", false)));
        satisfiedBy(host().daemonJson("insecure-registries", List.of("127.0.0.0/8")));
        // A change shows whenever it was made.
        violatedBy(newer(host().daemonJson("live-restore", false)));
        // Of what the API does not tell nobody knows whether it was changed.
        inconclusiveFor(newer(host()));
        satisfiedBy(newer(only("debug", false)));
        violatedBy(newer(only("debug", true)));
        inconclusiveFor(newer(only("userland-proxy", false)));
        satisfiedBy(only("userland-proxy", false));
        notApplicableTo(withoutFile());
        violatedBy(withoutFile().daemonArgs("--config-file", "/etc/docker/daemon.json"));
        inconclusiveFor(host().unreadable(DockerDocuments.DAEMON_CONFIG, "is not JSON"));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "HTTP 500"));
        inconclusiveFor(host().remote(ELSEWHERE));
    }

    @Test
    void daemon_was_started_by_its_unit_as_it_is() {
        satisfiedBy(host());
        violatedBy(host().daemonArgs("--debug"));
        violatedBy(host().changed(
                        HostDocuments.UNITS,
                        units -> units.withJson(
                                "\"docker.service\".commands", "[['/usr/bin/dockerd', '-H', 'fd://']]")));
        // A script in between, as of a rootless daemon, makes a command line of its own.
        notApplicableTo(host().changed(
                        HostDocuments.UNITS,
                        units -> units.withJson("\"docker.service\".commands", "[['/usr/bin/dockerd-rootless.sh']]")));
        notApplicableTo(
                host().changed(HostDocuments.UNITS, units -> units.withJson("\"docker.service\".commands", "[]")));
        notApplicableTo(host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.without("unit")));
        inconclusiveFor(host().changed(
                        HostDocuments.UNITS,
                        units -> units.withJson("\"docker.service\"", "{unreadable: 'no permission'}")));
        inconclusiveFor(host().remote(ELSEWHERE));
    }

    @Test
    void configuration_file_says_what_it_seems_to() {
        satisfiedBy(host());
        violatedBy(
                host().changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("duplicateKeys", List.of("icc"))));
        // The daemon has started on the file, so that it knows its keys.
        satisfiedBy(host().daemonJson("a-key-of-tomorrow", true));
        violatedBy(newer(host().daemonJson("live-restor", true)));
        satisfiedBy(newer(host()));
        notApplicableTo(withoutFile());
        inconclusiveFor(host().remote(ELSEWHERE));
    }
}
