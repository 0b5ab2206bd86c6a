package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ImageContentsProofs extends Proofs {

    ImageContentsProofs() {
        super(ImageContents.class);
    }

    private static DockerFixture holding(UnaryOperator<Json> change) {
        return host().image("app:1").contents("app:1", change);
    }

    private static DockerFixture holding(String list, String files) {
        return holding(c -> c.withJson(list, files));
    }

    /** What holds for every control that looks into images. */
    private void dependsOnTheContents() {
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.contents("sha256:app:1"), "it is too large"));
        notApplicableTo(host());
        notApplicableTo(host().image("app:1").changed(DockerDocuments.IMAGE_CHOICE, c -> c.with("chosen", "none")));
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.IMAGE_CHOICE, "an old snapshot"));
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.IMAGES, "timed out"));
    }

    @Test
    void image_holds_nothing_unneeded() {
        satisfiedBy(host().image("app:1"));
        violatedBy(holding("programs", "[{path: '/usr/bin/nmap', layer: 1}]"));
        violatedBy(holding("programs", "[{path: '/usr/local/bin/gcc', layer: 2}, {path: '/app', layer: 2}]"));
        violatedBy(holding("programs", "[{path: '/bin/nc', layer: 1, detail: '/etc/alternatives/nc'}]"));
        satisfiedBy(holding("programs", "[{path: '/bin/nc', layer: 1, detail: 'busybox'}]"));
        satisfiedBy(holding("programs", "[{path: '/bin/nc', layer: 1, detail: '/bin/busybox'}]"));
        satisfiedBy(holding(
                "programs",
                "[{path: '/bin/nc', layer: 1, detail: 'bin/['}, {path: '/bin/busybox', layer: 1, detail: 'bin/['}]"));
        satisfiedBy(holding("programs", "[]"));
        satisfiedBy(holding("programs", "[{path: '/usr/bin/nmap', layer: 1}]")
                .policy("docker.unneeded-programs", List.of("gcc")));
        violatedBy(holding("caches", "[{path: '/var/lib/apt/lists/', files: 20, bytes: 18000000}]"));
        inconclusiveFor(holding(c -> c.without("programs")));
        inconclusiveFor(holding(c -> c.with("cut", List.of("PROGRAM"))));
        dependsOnTheContents();
    }

    @Test
    void files_run_with_no_rights_of_others() {
        String su = "[{path: '/usr/bin/su', mode: '4755', owner: '0:0', layer: 1}]";
        satisfiedBy(host().image("app:1"));
        violatedBy(holding("setuid", su));
        satisfiedBy(holding("setuid", su).policy("docker.setuid-files", List.of("/usr/bin/su")));
        satisfiedBy(holding("setuid", su).policy("docker.setuid-files", List.of("/usr/**")));
        satisfiedBy(holding("setuid", su).policy("docker.setuid-files", List.of("/usr/*/su")));
        violatedBy(holding("setuid", su).policy("docker.setuid-files", List.of("/usr/*")));
        violatedBy(holding("setuid", su).policy("docker.setuid-files", List.of("/usr.bin/su")));
        // More was seen than kept: what is kept being allowed says nothing of the rest, and what is not allowed is
        // enough.
        DockerFixture cut = holding(c -> c.withJson("setuid", su).with("cut", List.of("SETUID")));
        violatedBy(cut);
        inconclusiveFor(cut.policy("docker.setuid-files", List.of("/usr/bin/su")));
        inconclusiveFor(holding(c -> c.without("setuid")));
        dependsOnTheContents();
    }

    @Test
    void image_holds_no_secret() {
        String key = "[{path: '/root/.ssh/id_rsa', detail: 'private key', removedBy: 2}]";
        satisfiedBy(host().image("app:1"));
        violatedBy(layer("credentials", key, 1));
        satisfiedBy(layer("credentials", key, 1).policy("docker.secret-files-allowed", List.of("/root/.ssh/*")));
        violatedBy(layer("credentials", key, 7));
        inconclusiveFor(layer("credentials", key, 7).policy("docker.secret-files-allowed", List.of("/root/.ssh/*")));
        violatedBy(host().image("app:1", i -> i.with("Config.Env", List.of("PATH=/bin", "DB_PASSWORD=‹redacted›"))));
        violatedBy(host().image(
                        "app:1",
                        i -> i.with("Config.Env", List.of("A=‹redacted: 40 chars, sha256 salted ab, env, token›"))));
        satisfiedBy(host().image(
                        "app:1",
                        i -> i.with(
                                "Config.Env",
                                List.of("A=‹redacted: 40 chars, sha256 salted ab, env›", "DB_PASSWORD="))));
        violatedBy(host().image("app:1", i -> i.with("Config.Labels.api-key", "‹redacted›")));
        violatedBy(host().image("app:1")
                .built("app:1", "ARG NPM_TOKEN=‹redacted: 40 chars, sha256 salted ab, build value›"));
        satisfiedBy(host().image("app:1").built("app:1", "ARG NPM_TOKEN", "RUN /bin/sh -c make # buildkit"));
        violatedBy(
                host().image("app:1")
                        .built(
                                "app:1",
                                "RUN |1 ‹redacted: 40 chars, sha256 salted ab, build arguments, password› /bin/sh -c make # buildkit"));
        violatedBy(
                host().image("app:1")
                        .built(
                                "app:1",
                                "RUN /bin/sh -c curl -H ‹redacted: 9 chars, sha256 salted ab, authorization› https://h # buildkit"));
        inconclusiveFor(host().image(
                        "app:1",
                        i -> i.with(
                                "Config.Env",
                                List.of("A=‹redacted: 70000 chars, sha256 salted ab, env, too long to search›"))));
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.image("sha256:app:1"), "timed out"));
        inconclusiveFor(host().image("app:1").built("app:1"));
        // What one source tells is enough, whether the others can be read or not.
        violatedBy(layer("credentials", key, 1).built("app:1"));
        violatedBy(layer("credentials", key, 1).unreadable(DockerDocuments.image("sha256:app:1"), "timed out"));
        violatedBy(host().image("app:1", i -> i.with("Config.Env", List.of("DB_PASSWORD=‹redacted›")))
                .built("app:1"));
        violatedBy(host().image("app:1", i -> i.with("Config.Env", List.of("DB_PASSWORD=‹redacted›")))
                .unreadable(DockerDocuments.contents("sha256:app:1"), "it is too large"));
        dependsOnTheContents();
    }

    /** Changes a list of the first layer, and how many entries were seen for it. */
    private static DockerFixture layer(String list, String files, int seen) {
        String counter = list.equals("tricks") ? "trickCount" : "credentialCount";
        return holding(c -> c.withJson("layers", """
                [{number: 1, digest: 'sha256:1', CreatedBy: 'COPY . / # buildkit', bytes: 1, entries: 1,
                  filesSearchedInPart: 0, credentialCount: 0, trickCount: 0, credentials: [], tricks: [], '%s': %s, '%s': %d}]
                """.formatted(list, files, counter, seen)));
    }

    @Test
    void packages_are_verified() {
        satisfiedBy(host().image("app:1"));
        violatedBy(holding(
                "unverified", "[{path: '/etc/apt/sources.list', layer: 1, detail: 'apt takes unsigned packages'}]"));
        for (String step : List.of(
                "RUN /bin/sh -c curl -fsSLk https://h/x -o x # buildkit",
                "RUN /bin/sh -c curl --insecure https://h/x",
                "/bin/sh -c wget -q --no-check-certificate https://h/x",
                "/bin/sh -c apt-get update && apt-get install -y --allow-unauthenticated x",
                "/bin/sh -c apk add --allow-untrusted x.apk",
                "/bin/sh -c yum install -y --nogpgcheck x",
                "/bin/sh -c dnf -y --setopt=gpgcheck=0 install x",
                "/bin/sh -c rpm -i --nosignature x.rpm",
                "/bin/sh -c pip3 install --trusted-host pypi.example x",
                "/bin/sh -c python3 -m pip install --trusted-host pypi.example x",
                "/bin/sh -c npm config set strict-ssl false",
                "/bin/sh -c git -c http.sslVerify=false clone https://h/x",
                "/bin/sh -c NODE_TLS_REJECT_UNAUTHORIZED=0 npm install",
                "/bin/sh -c echo 'deb [trusted=yes] https://h/ x main' > /etc/apt/sources.list.d/x.list")) {
            violatedBy(host().image("app:1").built("app:1", step));
        }
        for (String step : List.of(
                "/bin/sh -c curl -fsSL https://h/x -o /opt/k",
                "/bin/sh -c curl https://h/x | tar -xk",
                "/bin/sh -c apt-get install -y curl",
                "/bin/sh -c wget https://h/no-check-certificates",
                "/bin/sh -c echo --allow-untrusted",
                "CMD [\"curl\" \"-k\" \"https://h\"]")) {
            satisfiedBy(host().image("app:1").built("app:1", step));
        }
        inconclusiveFor(host().image("app:1").built("app:1"));
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.history("sha256:app:1"), "timed out"));
        violatedBy(holding("unverified", "[{path: '/etc/pip.conf', layer: 1, detail: 'trusted-host'}]")
                .built("app:1"));
        violatedBy(host().image("app:1")
                .built("app:1", "RUN curl -k https://h")
                .unreadable(DockerDocuments.contents("sha256:app:1"), "it is too large"));
        dependsOnTheContents();
    }

    @Test
    void image_is_what_its_digests_say() {
        satisfiedBy(host().image("app:1"));
        violatedBy(holding(c -> c.with("mismatches", List.of("layer 1 digests to sha256:2"))));
        dependsOnTheContents();
    }

    @Test
    void layer_plays_no_tricks() {
        satisfiedBy(host().image("app:1"));
        String entry = "[{path: '/etc/cron.d/x', detail: 'its name leads out of the image'}]";
        violatedBy(layer("tricks", entry, 1));
        inconclusiveFor(layer("tricks", "[]", 3));
        dependsOnTheContents();
    }

    @Test
    void kernel_paths_are_no_links() {
        satisfiedBy(host().image("app:1"));
        violatedBy(holding("kernelLinks", "[{path: '/dev', layer: 1, detail: '/etc'}]"));
        dependsOnTheContents();
    }

    @Test
    void files_give_no_capabilities() {
        String ping = "[{path: '/usr/bin/ping', layer: 1, detail: 'NET_RAW'}]";
        satisfiedBy(host().image("app:1"));
        violatedBy(holding("capabilities", ping));
        satisfiedBy(holding("capabilities", ping).policy("docker.files-with-capabilities", List.of("/usr/bin/ping")));
        dependsOnTheContents();
    }

    @Test
    void files_are_not_writable_by_all() {
        String data = "[{path: '/data', layer: 1, detail: 'directory', mode: '0777', owner: '0:0'}]";
        satisfiedBy(host().image("app:1"));
        violatedBy(holding("worldWritable", data));
        satisfiedBy(holding("worldWritable", data).policy("docker.world-writable-paths", List.of("/data")));
        dependsOnTheContents();
    }

    private static DockerFixture users(String users) {
        return holding(c -> c.withJson("accounts", "{known: true, users: " + users + "}"));
    }

    private static final DockerFixture UNKNOWN_USERS =
            holding(c -> c.withJson("accounts", "{known: false, users: []}"));

    @Test
    void only_root_is_root() {
        satisfiedBy(host().image("app:1"));
        violatedBy(users("[{name: 'root', uid: 0, login: 'locked'}, {name: 'toor', uid: 0, login: 'locked'}]"));
        satisfiedBy(users("[]"));
        inconclusiveFor(UNKNOWN_USERS);
        dependsOnTheContents();
    }

    @Test
    void users_do_not_get_in_unasked() {
        satisfiedBy(host().image("app:1"));
        violatedBy(users("[{name: 'root', uid: 0, login: 'open'}]"));
        satisfiedBy(users("[{name: 'root', uid: 0, login: 'by password'}]"));
        inconclusiveFor(UNKNOWN_USERS);
        dependsOnTheContents();
    }

    @Test
    void libraries_are_not_preloaded() {
        satisfiedBy(host().image("app:1"));
        violatedBy(holding("preload", "[{path: '/etc/ld.so.preload', layer: 2}]"));
        violatedBy(host().image("app:1", i -> i.with("Config.Env", List.of("LD_PRELOAD=‹redacted›"))));
        satisfiedBy(host().image("app:1", i -> i.with("Config.Env", List.of("LD_PRELOAD="))));
        dependsOnTheContents();
    }

    @Test
    void image_starts_as_ordinary_user() {
        satisfiedBy(host().image("app:1"));
        for (String root : List.of("", "0", "root", "0:1000", ":1000", "toor", "toor:app", "huge", "4294967296")) {
            violatedBy(
                    users("[{name: 'toor', uid: 0, login: 'locked'}, {name: 'huge', uid: 4294967296, login: 'locked'}]")
                            .changed(DockerDocuments.image("sha256:app:1"), i -> i.with("Config.User", root)));
        }
        for (String user : List.of("app", "app:root", "10001", "1:0")) {
            satisfiedBy(host().image("app:1", i -> i.with("Config.User", user)));
        }
        inconclusiveFor(host().image("app:1", i -> i.with("Config.User", "nobody-there")));
        inconclusiveFor(
                UNKNOWN_USERS.changed(DockerDocuments.image("sha256:app:1"), i -> i.with("Config.User", "app")));
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.image("sha256:app:1"), "timed out"));
    }
}
