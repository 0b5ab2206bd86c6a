package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.fact.docker.DockerPlatform;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a real engine, findings of planted containers chain into the sentences that they should, and into no other. */
@Tag("live")
@Timeout(120)
class AttackLiveTests {

    private static final List<Plant> PLANTS = List.of(
            Plant.plant("hardened", "{}"),
            Plant.plant("attack-web", """
                    {User: '0:0', ExposedPorts: {'8080/tcp': {}},
                     HostConfig: {Binds: ['/etc:/host-etc'], PortBindings: {'8080/tcp': [{HostIp: '0.0.0.0', HostPort: ''}]}}}
                    """),
            Plant.plant("attack-db", "{User: '0:0', HostConfig: {CapAdd: ['SYS_ADMIN']}}"),
            Plant.plant("attack-lone", "{User: '0:0', HostConfig: {Privileged: true, NetworkMode: 'none'}}")
                    .onlyCreated());

    private static final String WEB = "container/" + PLANTS.get(1).name();
    private static final String DB = "container/" + PLANTS.get(2).name();
    private static final String LONE = "container/" + PLANTS.get(3).name();

    private final Engine engine = LiveDocker.answering();

    @AfterEach
    void remove() {
        PlantedHost.remove(engine);
    }

    @Test
    void findings_chain_into_paths_with_the_change_that_breaks_them() {
        PlantedHost.plant(engine, PLANTS);
        AttackPaths attack = AttackPaths.of(
                new DockerPlatform().attackSteps(LiveAudit.of("host").snapshot()));

        assertThat(ofPlants(attack.paths()))
                .satisfiesExactly(
                        web -> assertThat(web)
                                .matches(WEB + ": published on 0\\.0\\.0\\.0:\\d+.*; runs as root,"
                                        + " may write /etc: whoever takes over " + WEB + " owns this host"),
                        db -> assertThat(db)
                                .startsWith(WEB + " → " + DB + ": published on ")
                                .contains(
                                        "; on network " + PlantedHost.NETWORK + " with it; runs as root, has SYS_ADMIN")
                                .endsWith(
                                        ": whoever takes over " + WEB + ", then takes over " + DB + " owns this host"));
        assertThat(ofPlants(attack.unreached()))
                .singleElement()
                .asString()
                .startsWith(LONE + ": runs as root, is privileged");
        assertThat(attack.cuts().get(0).breaks()).isGreaterThanOrEqualTo(2);
    }

    private static List<String> ofPlants(List<AttackPath> paths) {
        return paths.stream()
                .filter(AttackPath::isCertain)
                .map(AttackPath::sentence)
                .filter(sentence -> sentence.contains("container/" + PlantedHost.PREFIX))
                .toList();
    }
}
