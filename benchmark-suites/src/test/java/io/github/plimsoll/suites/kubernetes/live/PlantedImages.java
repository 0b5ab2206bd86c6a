package io.github.plimsoll.suites.kubernetes.live;

import io.github.plimsoll.proof.TinyImage;
import io.github.plimsoll.proof.TinyLayer;
import io.github.plimsoll.suites.NobodysKey;
import java.util.List;

/** Images that no registry has: one with a fault for each control of layers, one with a link that no runtime starts, one that is sound. */
final class PlantedImages {

    static final String FAULTY = "localhost/plim-layers-faulty:1";
    static final String LINKED = "localhost/plim-layers-linked:1";
    static final String MOVED = "localhost/plim-layers-moved:1";
    static final String SOUND = "localhost/plim-layers-sound:1";

    private static final int NET_RAW = 1 << 13;
    private static final byte[] PROGRAM = {0x7f, 'E', 'L', 'F', 0};

    private PlantedImages() {}

    /** Their archives, each as {@code docker save} writes it. */
    static List<byte[]> archives(String architecture) {
        TinyImage sound = TinyImage.on(architecture)
                .layer("COPY users /etc/ # buildkit", layer -> users(layer, "app:x:10001:10001::/:/pause\n", "*"));
        TinyImage linked = sound.layer("COPY sys / # buildkit", layer -> layer.link("sys", "srv"));
        TinyImage faulty = sound.layer(
                        "COPY . / # buildkit",
                        layer -> layer.file("usr/bin/su", 04755, PROGRAM)
                                .fileWithCapabilities("usr/bin/ping", NET_RAW, PROGRAM)
                                .file("usr/bin/nmap", 0755, PROGRAM)
                                .directory("data", 0777)
                                .file("etc/pip.conf", 0644, "[global]\ntrusted-host = pypi.example\n")
                                .file("etc/ld.so.preload", 0644, "/lib/hook.so\n")
                                .link("srv/x", "../../etc/shadow")
                                .file("root/.ssh/id_ed25519", 0600, NobodysKey.pem()))
                .layer(
                        "RUN rm -r /root/.ssh # buildkit",
                        layer -> users(layer.removed("root/.ssh"), "toor:x:0:0::/:/pause\n", ""));
        return List.of(
                sound.image(config -> config.with("config.User", "app"), SOUND).tar(),
                linked.image(config -> config.with("config.User", "app"), LINKED)
                        .tar(),
                faulty.image(config -> config, FAULTY).tar());
    }

    /** Of an image that is none of the others. */
    static byte[] another(String architecture) {
        return TinyImage.on(architecture)
                .layer("COPY another / # buildkit", layer -> layer.file("another", 0644, "another\n"))
                .image(config -> config, MOVED)
                .tar();
    }

    private static TinyLayer users(TinyLayer layer, String user, String password) {
        return layer.file("etc/passwd", 0644, "root:x:0:0::/:/pause\n" + user)
                .file("etc/shadow", 0640, "root:" + password + ":20000::::::\n");
    }
}
