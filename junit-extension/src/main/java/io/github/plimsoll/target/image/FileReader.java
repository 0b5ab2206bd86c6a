package io.github.plimsoll.target.image;

import io.github.plimsoll.target.image.Sighting.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Looks into the files of layers, as far as something may be found in them. Not for use by several threads. */
final class FileReader {

    /** Longer files with credentials are logs and dumps; of those the beginning is searched, and that it was not all is told. */
    private static final int SEARCHED = 1 << 20;
    /** By so much of its beginning a file shows whether it is text. */
    private static final int TOLD_BY = 1 << 10;
    /** No credential is shorter. */
    private static final int SHORTEST = 20;

    private final Secrets secrets = new Secrets();
    private final UnaryOperator<String> marker;
    private final byte[] buffer = new byte[SEARCHED];

    /** @param marker what to write in a secret's place */
    FileReader(UnaryOperator<String> marker) {
        this.marker = marker;
    }

    void read(TarEntry entry, String path, TarReader tar, LayerFacts layer) throws IOException {
        if (path.equals(Accounts.PASSWD)) {
            int length = fill(tar, 0);
            layer.passwd(length < entry.size() ? Accounts.unknown() : Accounts.ofPasswd(buffer, length));
        } else if (path.equals(Accounts.SHADOW)) {
            int length = fill(tar, 0);
            layer.shadow(length < entry.size() ? Accounts.unknown() : Accounts.ofShadow(buffer, length));
        } else if (path.equals("etc/ld.so.preload")) {
            preload(entry, path, fill(tar, 0), layer);
        } else if (PackageSettings.mayStandIn(path)) {
            int length = fill(tar, 0);
            String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
            PackageSettings.weaknesses(path, text)
                    .forEach(weakness -> layer.see(Sighting.of(Kind.UNVERIFIED, entry, path, weakness)));
            search(entry, path, length, layer);
        } else if (CredentialFiles.isNamedSo(path)) {
            search(entry, path, fill(tar, 0), layer);
        } else if (entry.size() >= SHORTEST) {
            int length = fill(tar, 0, TOLD_BY);
            if (isText(length)) {
                search(entry, path, fill(tar, length), layer);
            }
        }
    }

    private void preload(TarEntry entry, String path, int length, LayerFacts layer) {
        if (!new String(buffer, 0, length, StandardCharsets.UTF_8).isBlank()) {
            layer.see(Sighting.of(Kind.PRELOAD, entry, path, ""));
        }
    }

    private void search(TarEntry entry, String path, int length, LayerFacts layer) {
        if (length < entry.size()) {
            layer.searchedInPart();
        }
        List<Secrets.Found> found = new ArrayList<>();
        if (CredentialFiles.isNamedSo(path)) {
            Optional<Secrets.Found> named = CredentialFiles.in(path, buffer, length, length == entry.size());
            named.ifPresent(found::add);
        }
        if (found.isEmpty()) {
            found.addAll(secrets.in(buffer, length));
        }
        found.forEach(secret -> layer.see(Sighting.of(Kind.SECRET, entry, path, described(secret))));
    }

    private String described(Secrets.Found found) {
        return found.secret().isEmpty() ? found.detector() : found.detector() + " " + marker.apply(found.secret());
    }

    private boolean isText(int length) {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == 0) {
                return false;
            }
        }
        return true;
    }

    private int fill(TarReader tar, int from) throws IOException {
        return fill(tar, from, SEARCHED);
    }

    private int fill(TarReader tar, int from, int most) throws IOException {
        int length = from;
        while (length < most) {
            int count = tar.read(buffer, length, most - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return length;
    }
}
