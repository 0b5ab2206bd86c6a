package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.suites.docker.live.FaultyImage.holding;
import static io.github.plimsoll.suites.docker.live.FaultyImage.saying;

import io.github.plimsoll.suites.NobodysKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The faults that images are given, most in a layer of their own; the first image has none. */
final class FaultyImages {

    private static final byte[] PROGRAM = "\177ELF and nothing that runs".getBytes(StandardCharsets.UTF_8);
    private static final int NET_RAW = 1 << 13;

    private FaultyImages() {}

    static List<FaultyImage> all() {
        return List.of(
                FaultyImage.sound(),
                // Rights of others.
                holding(
                        "setuid",
                        image -> image.layer(
                                "COPY su /usr/bin/ # buildkit", layer -> layer.file("usr/bin/su", 04755, PROGRAM)),
                        "files_run_with_no_rights_of_others"),
                holding(
                        "setgid-by-later-layer",
                        image -> image.layer(
                                        "COPY wall /usr/bin/ # buildkit",
                                        layer -> layer.file("usr/bin/wall", 0755, PROGRAM))
                                .layer(
                                        "RUN /bin/sh -c chmod g+s /usr/bin/wall # buildkit",
                                        layer -> layer.file("usr/bin/wall", 02755, PROGRAM)),
                        "files_run_with_no_rights_of_others"),
                holding(
                        "setuid-by-another-name",
                        image -> image.layer(
                                        "COPY su /usr/bin/ # buildkit",
                                        layer -> layer.file("usr/bin/su", 04755, PROGRAM)
                                                .hardLink("usr/bin/harmless", "usr/bin/su"))
                                .layer(
                                        "RUN /bin/sh -c rm /usr/bin/su # buildkit",
                                        layer -> layer.removed("usr/bin/su")),
                        "files_run_with_no_rights_of_others"),
                holding(
                        "setuid-taken-back",
                        image -> image.layer(
                                        "COPY su mount /usr/bin/ # buildkit",
                                        layer -> layer.file("usr/bin/su", 04755, PROGRAM)
                                                .file("usr/bin/mount", 04755, PROGRAM))
                                .layer(
                                        "RUN /bin/sh -c chmod a-s /usr/bin/su && rm /usr/bin/mount # buildkit",
                                        layer -> layer.file("usr/bin/su", 0755, PROGRAM)
                                                .removed("usr/bin/mount"))),
                holding(
                        "capabilities",
                        image -> image.layer(
                                "COPY ping /usr/bin/ # buildkit",
                                layer -> layer.fileWithCapabilities("usr/bin/ping", NET_RAW, PROGRAM)),
                        "files_give_no_capabilities"),
                // Secrets.
                holding(
                        "secret-deleted-later",
                        image -> image.layer(
                                        "COPY id_ed25519 /root/.ssh/ # buildkit",
                                        layer -> layer.file("root/.ssh/id_ed25519", 0600, NobodysKey.pem()))
                                .layer(
                                        "RUN /bin/sh -c rm -r /root/.ssh # buildkit",
                                        layer -> layer.removed("root/.ssh")),
                        "image_holds_no_secret"),
                saying(
                        "secret-in-variable",
                        image -> image.with("config.Env", List.of("DB_PASSWORD=hunter2")),
                        "image_holds_no_secret"),
                saying(
                        "secret-in-build-argument",
                        image -> image.plus(
                                "history",
                                Map.of(
                                        "created_by",
                                        "RUN |1 NPM_TOKEN=npm_" + "a1B2c3D4e5F6".repeat(3)
                                                + " /bin/sh -c npm install # buildkit",
                                        "empty_layer",
                                        true)),
                        "image_holds_no_secret"),
                // Leftovers and what nobody needs.
                holding(
                        "package-index",
                        image -> image.layer(
                                "RUN /bin/sh -c apt-get update && apt-get install -y x # buildkit",
                                layer -> layer.file("var/lib/apt/lists/deb.debian.org_Packages", 0644, "Package: x\n")),
                        "image_holds_nothing_unneeded"),
                holding(
                        "scanner",
                        image -> image.layer(
                                "COPY nmap /usr/bin/ # buildkit", layer -> layer.file("usr/bin/nmap", 0755, PROGRAM)),
                        "image_holds_nothing_unneeded"),
                holding(
                        "scanner-removed",
                        image -> image.layer(
                                        "COPY nmap /usr/bin/ # buildkit",
                                        layer -> layer.file("usr/bin/nmap", 0755, PROGRAM))
                                .layer(
                                        "RUN /bin/sh -c rm /usr/bin/nmap # buildkit",
                                        layer -> layer.removed("usr/bin/nmap"))),
                // What comes unverified.
                holding(
                        "unsigned-packages",
                        image -> image.layer(
                                "COPY sources.list /etc/apt/ # buildkit",
                                layer -> layer.file(
                                        "etc/apt/sources.list",
                                        0644,
                                        "deb [trusted=yes] http://mirror.example.com/ stable main\n")),
                        "packages_are_verified"),
                saying(
                        "downloads",
                        image -> image.plus(
                                "history",
                                Map.of(
                                        "created_by",
                                        "RUN /bin/sh -c curl -fsSL https://example.com/install.sh | sh # buildkit",
                                        "empty_layer",
                                        true)),
                        "downloads_are_not_run_unseen",
                        "downloads_are_checked"),
                saying(
                        "index-refreshed-alone",
                        image -> image.plus(
                                "history",
                                Map.of("created_by", "RUN /bin/sh -c apt-get update # buildkit", "empty_layer", true)),
                        "package_index_is_not_refreshed_alone"),
                holding(
                        "added",
                        image -> image.layer("ADD app /app # buildkit", layer -> layer.file("app", 0755, PROGRAM)),
                        "files_are_copied_not_added"),
                saying(
                        "triggers",
                        image -> image.with("config.OnBuild", List.of("RUN /bin/sh -c true")),
                        "image_adds_no_steps_to_builds"),
                saying("old", image -> image.with("created", "2024-01-01T00:00:00Z"), "image_is_scanned_and_recent"),
                saying(
                        "no-health-check",
                        image -> image.with("config.Healthcheck", null),
                        "image_declares_healthcheck"),
                // Images that are not what they pass for.
                holding(
                        "device",
                        image ->
                                image.layer("COPY disk /srv/ # buildkit", layer -> layer.blockDevice("srv/disk", 8, 0)),
                        "layer_plays_no_tricks"),
                holding(
                        "link-out-of-the-image",
                        image -> image.layer(
                                "COPY x /srv/ # buildkit", layer -> layer.link("srv/x", "../../etc/shadow")),
                        "layer_plays_no_tricks"),
                holding(
                        "link-at-proc",
                        image -> image.layer("COPY proc / # buildkit", layer -> layer.link("proc", "srv")),
                        "kernel_paths_are_no_links"),
                holding(
                        "writable-by-all",
                        image -> image.layer(
                                "COPY data /data # buildkit",
                                layer -> layer.directory("data", 0777).file("data/app.conf", 0666, "a=b\n")),
                        "files_are_not_writable_by_all"),
                holding(
                        "second-root",
                        image -> image.layer(
                                "RUN /bin/sh -c useradd -o -u 0 toor # buildkit",
                                layer -> layer.file(
                                        "etc/passwd",
                                        0644,
                                        "root:x:0:0::/:/pause\ntoor:x:0:0::/:/pause\napp:x:10001:10001::/:/pause\n")),
                        "only_root_is_root"),
                holding(
                        "no-password",
                        image -> image.layer(
                                "RUN /bin/sh -c passwd -d app # buildkit",
                                layer -> layer.file("etc/shadow", 0640, "root:*:20000::::::\napp::20000::::::\n")),
                        "users_do_not_get_in_unasked"),
                holding(
                        "preloaded",
                        image -> image.layer(
                                "COPY ld.so.preload /etc/ # buildkit",
                                layer -> layer.file("etc/ld.so.preload", 0644, "/lib/hook.so\n")),
                        "libraries_are_not_preloaded"),
                saying("root", image -> image.with("config.User", ""), "image_starts_as_ordinary_user"),
                holding(
                        "root-by-later-layer",
                        image -> image.layer(
                                "RUN /bin/sh -c usermod -o -u 0 app # buildkit",
                                layer -> layer.file("etc/passwd", 0644, "root:x:0:0::/:/pause\napp:x:0:0::/:/pause\n")),
                        "image_starts_as_ordinary_user",
                        "only_root_is_root"));
    }
}
